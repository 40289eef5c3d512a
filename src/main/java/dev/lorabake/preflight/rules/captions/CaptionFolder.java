package dev.lorabake.preflight.rules.captions;

import dev.lorabake.dataset.RepeatFolder;
import dev.lorabake.dataset.RepeatFolders;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.Subject;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Setting;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images with the names of what lies in it.
 *
 * @param option what names it, as in fixes
 * @param extensionOption where a fix sets its {@code caption_extension}
 * @param extension of its caption files, with the dot
 * @param words what images without a caption file are trained on, empty for nothing
 * @param images names without their extension
 */
record CaptionFolder(
    String option,
    @Nullable Place at,
    String extensionOption,
    String extension,
    String words,
    Path path,
    List<String> images,
    Set<String> names) {
  private static final Pattern IMAGE =
      Pattern.compile("(.+)\\.(png|jpe?g|webp|bmp)", Pattern.CASE_INSENSITIVE);

  /** The folders of training images, regularisation images and metadata files left out. */
  static List<CaptionFolder> all(Subject subject) {
    List<CaptionFolder> all = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      for (int i = 0; i < dataset.subsets().size(); i++) {
        add(subject, dataset, i, all);
      }
    }
    if (subject.recipe().datasets().isEmpty() && !subject.recipe().isSet("in_json")) {
      addRepeatFolders(subject, all);
    }
    return all;
  }

  /** Images that have a file of that extension beside them. */
  long captioned(String ending) {
    return images.stream().filter(image -> names.contains(image + ending)).count();
  }

  private static void add(Subject subject, DatasetView dataset, int i, List<CaptionFolder> all) {
    Setting dir = dataset.subsets().get(i).settings().find("image_dir").orElse(null);
    boolean reg = dataset.find(i, "is_reg").filter(KeyValue::isTrue).isPresent();
    boolean metadata = dataset.subsets().get(i).settings().has("metadata_file");
    if (dir != null && dir.value() instanceof String text && !reg && !metadata) {
      Optional<KeyValue> set = dataset.find(i, "caption_extension");
      String option =
          set.filter(value -> value.at() != null)
              .map(KeyValue::name)
              .orElse(dataset.name() + ".subsets[" + i + "].caption_extension");
      String words =
          dataset.find(i, "class_tokens").map(value -> value.value().toString()).orElse("");
      String name = dataset.subsetName(i) + ".image_dir";
      read(name, dir.place(), option, extension(set), words, subject.recipe().resolve(text), all);
    }
  }

  private static void addRepeatFolders(Subject subject, List<CaptionFolder> all) {
    Path parent = subject.recipe().path("train_data_dir").orElse(null);
    if (parent == null) {
      return;
    }
    Optional<KeyValue> set = subject.datasets().getFirst().find("caption_extension");
    Place at = subject.recipe().find("train_data_dir").map(Setting::place).orElse(null);
    for (RepeatFolder folder : RepeatFolders.of(parent).used()) {
      read(
          "train_data_dir",
          at,
          "caption_extension",
          extension(set),
          folder.classTokens(),
          Path.of(folder.path()),
          all);
    }
  }

  /** Upstream's default is .caption, and it adds a missing dot. */
  private static String extension(Optional<KeyValue> set) {
    String text = set.map(value -> value.value().toString()).orElse(".caption");
    return text.isEmpty() || text.startsWith(".") ? text : "." + text;
  }

  private static void read(
      String option,
      @Nullable Place at,
      String extensionOption,
      String extension,
      String words,
      Path path,
      List<CaptionFolder> all) {
    List<String> images = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        names.add(name);
        Matcher image = IMAGE.matcher(name);
        if (image.matches()) {
          images.add(image.group(1));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // a rule about folders speaks of it
    }
    if (!images.isEmpty()) {
      List<String> sorted = images.stream().sorted().toList();
      all.add(
          new CaptionFolder(
              option, at, extensionOption, extension, words, path, sorted, Set.copyOf(names)));
    }
  }
}
