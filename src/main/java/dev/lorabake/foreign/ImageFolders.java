package dev.lorabake.foreign;

import dev.lorabake.dataset.ImageNames;
import dev.lorabake.dataset.RepeatFolder;
import dev.lorabake.dataset.RepeatFolders;
import dev.lorabake.recipe.Place;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Understands the folders that a file names as {@code train_data_dir} and {@code reg_data_dir}.
 *
 * <p>Folders of {@code N_name} folders stay as they are: upstream scans them itself, and the recipe
 * then trains what the old file would have. A folder with its images right inside, of which
 * upstream takes none without a dataset config (library/config_util.py), becomes a subset, and what
 * stands beside it then has to become subsets too, since a dataset config makes upstream pass by
 * both options. What is not there is a question.
 */
public final class ImageFolders {
  /** What to ask about a dataset config that a file names and that is not here. */
  public static final String NO_CONFIG =
      "not found on this machine: name it beside this file or as --dataset_config, or fill in the"
          + " folder of images";

  private static final String TRAIN = "train_data_dir";
  private static final String REGULARISATION = "reg_data_dir";

  /** A folder as the source names it. */
  public record Named(String key, String value, @Nullable Place place) {}

  private enum Kind {
    REPEATS,
    IMAGES,
    NOTHING,
    UNKNOWN
  }

  private record Found(Named named, ForeignPath path, Kind kind, RepeatFolders children) {}

  private final Draft draft;
  private final Ledger ledger;
  private final Path base;
  private Draft.@Nullable Dataset dataset;

  private ImageFolders(Draft draft, Ledger ledger, Path base) {
    this.draft = draft;
    this.ledger = ledger;
    this.base = base;
  }

  /**
   * Puts both folders into the draft and accounts for their keys.
   *
   * @param base against which relative paths count
   * @param train {@code null} where the source names none; an empty value is a question
   * @param regularisation {@code null} where it names none or leaves it empty
   * @param withMetadata whether {@code in_json} is set too: then the images lie right in the folder
   */
  public static void take(
      Draft draft,
      Ledger ledger,
      Path base,
      @Nullable Named train,
      @Nullable Named regularisation,
      boolean withMetadata) {
    ImageFolders folders = new ImageFolders(draft, ledger, base);
    Found images = train == null ? null : folders.look(train, "folder of training images");
    Found others =
        regularisation == null
            ? null
            : folders.look(regularisation, "folder of regularisation images");
    boolean subsets =
        !withMetadata
            && (is(images, Kind.IMAGES) || (is(images, Kind.REPEATS) && is(others, Kind.IMAGES)));
    if (images != null) {
      folders.put(images, TRAIN, subsets, withMetadata);
    }
    if (others != null) {
      folders.put(others, REGULARISATION, subsets, withMetadata);
    }
  }

  private static boolean is(@Nullable Found found, Kind kind) {
    return found != null && found.kind == kind;
  }

  private Found look(Named named, String what) {
    ForeignPath path = ForeignPath.of(named.value, what, base);
    RepeatFolders none = new RepeatFolders(false, List.of(), List.of());
    if (path.question() != null) {
      return new Found(named, path, Kind.UNKNOWN, none);
    }
    try {
      Path folder = base.resolve(path.value());
      RepeatFolders children = RepeatFolders.of(folder);
      Kind kind =
          !children.used().isEmpty()
              ? Kind.REPEATS
              : hasImages(folder) ? Kind.IMAGES : Kind.NOTHING;
      return new Found(named, path, kind, children);
    } catch (InvalidPathException e) {
      return new Found(named, path, Kind.NOTHING, none);
    }
  }

  private static boolean hasImages(Path folder) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (ImageNames.isImage(child.getFileName().toString()) && Files.isRegularFile(child)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
    return false;
  }

  private void put(Found found, String option, boolean asSubsets, boolean withMetadata) {
    Named named = found.named;
    String question = found.path.question();
    boolean regularisation = option.equals(REGULARISATION);
    if (asSubsets && (found.kind == Kind.REPEATS || found.kind == Kind.IMAGES)) {
      subsets(found, option, regularisation);
      return;
    }
    draft.train().set(option, found.path.value(), named.place);
    String target = "train." + option;
    if (question != null) {
      ledger.question(named.key, question, target);
    } else if (withMetadata) {
      ledger.mapped(named.key, target);
    } else if (found.kind == Kind.REPEATS) {
      ledger.mappedAs(named.key, counted(found.children), target);
    } else if (found.kind == Kind.NOTHING) {
      ledger.question(
          named.key,
          "it has neither images nor N_name folders: name the folder that holds them",
          target);
    } else {
      ledger.question(
          named.key,
          "its images lie right in it, of which sd-scripts takes none: put them into a folder"
              + " named 1_name inside it",
          target);
    }
  }

  private void subsets(Found found, String option, boolean regularisation) {
    Named named = found.named;
    List<String> targets = new ArrayList<>();
    if (found.kind == Kind.IMAGES) {
      targets.add(subset(base.resolve(found.path.value()), 1, "", regularisation, named.place));
      ledger.ranOtherwise(
          named.key, "no image of it: they do not lie in N_name folders", "its images, once each");
      ledger.approximated(
          named.key,
          "a folder without N_name folders: it became a subset that takes each image once",
          targets.toArray(String[]::new));
      return;
    }
    for (RepeatFolder child : found.children.used()) {
      targets.add(
          subset(
              Path.of(child.path()),
              child.repeats(),
              child.classTokens(),
              regularisation,
              named.place));
    }
    ledger.mappedAs(
        named.key,
        counted(found.children)
            + ", each a subset, since sd-scripts takes "
            + option
            + " and a dataset config not together",
        targets.toArray(String[]::new));
  }

  private String subset(
      Path folder, long repeats, String tokens, boolean regularisation, @Nullable Place place) {
    Draft.Dataset block = dataset;
    if (block == null) {
      block = draft.dataset();
      dataset = block;
    }
    Draft.Table subset = block.subset().set("image_dir", folder.normalize().toString(), place);
    subset.set("num_repeats", repeats, place);
    if (!tokens.isEmpty()) {
      subset.set("class_tokens", tokens, place);
    }
    if (regularisation) {
      subset.set("is_reg", true, place);
    }
    return "datasets["
        + (draft.datasets().size() - 1)
        + "].subsets["
        + (block.subsets().size() - 1)
        + "].image_dir";
  }

  private static String counted(RepeatFolders children) {
    int used = children.used().size();
    String counted = used + (used == 1 ? " N_name folder" : " N_name folders");
    return children.ignored().isEmpty()
        ? counted
        : counted + "; passed by for want of a number: " + String.join(", ", children.ignored());
  }
}
