package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A file or folder that is named and not there. */
final class MissingFile extends PatternRule {
  /** The plan looks into these itself and says more. */
  private static final Set<String> PLANNED = Set.of("train_data_dir", "reg_data_dir", "in_json");

  /** lorabake writes these anew for each run. */
  private static final Set<String> RENDERED = Set.of("config_file");

  MissingFile() {
    super(
        "missing-file",
        Topic.VALUES,
        Severity.ERROR,
        "A file or folder that the recipe names is not there");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      Option option = subject.recipe().catalog().option(setting.name()).orElse(null);
      if (option != null
          && option.isIn(subject.recipe().script())
          && option.note().noEffect() == null
          && !PLANNED.contains(option.name())
          && !RENDERED.contains(option.name())) {
        for (Object item : subject.recipe().list(option.name())) {
          if (item instanceof String text && isMissing(subject.recipe(), option, text)) {
            findings.add(finding(subject, option, setting, text));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isMissing(Recipe recipe, Option option, String text) {
    PathKind kind = option.note().path();
    if (kind != PathKind.NONE && Placeholder.is(text)) {
      return true;
    }
    return switch (kind) {
      case NONE, OUTPUT_FOLDER -> false;
      case OUTPUT_FILE -> {
        Path parent = recipe.resolve(text).getParent();
        yield !text.isEmpty() && parent != null && !Files.isDirectory(parent);
      }
      case FILE, FOLDER ->
          !text.isEmpty() && !isOnHub(recipe, option) && !Files.exists(recipe.resolve(text));
      case MODEL ->
          !text.isEmpty() && !Files.exists(recipe.resolve(text)) && !looksLikeHubName(text);
    };
  }

  /** The option {@code resume} names a place on the hub once resume_from_huggingface is set. */
  private static boolean isOnHub(Recipe recipe, Option option) {
    return option.name().equals("resume") && recipe.flag("resume_from_huggingface");
  }

  /** As {@code owner/name}: one slash, no ending of a weights file, no path. */
  private static boolean looksLikeHubName(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return text.chars().filter(c -> c == '/').count() == 1
        && !text.startsWith("/")
        && !text.startsWith(".")
        && !text.startsWith("~")
        && text.indexOf('\\') < 0
        && !lower.endsWith(".safetensors")
        && !lower.endsWith(".ckpt")
        && !lower.endsWith(".pt")
        && !lower.endsWith(".sft");
  }

  private Finding finding(Subject subject, Option option, Setting setting, String text) {
    if (Placeholder.is(text)) {
      return found(
              subject,
              option.name() + " still has the placeholder " + text,
              "write the name of yours there")
          .about(option.name())
          .at(setting.place())
          .finding();
    }
    boolean output = option.note().path() == PathKind.OUTPUT_FILE;
    Path named = subject.recipe().resolve(text);
    Path parent = named.getParent();
    Path path = output && parent != null ? parent : named;
    boolean folder = output || option.note().path() == PathKind.FOLDER;
    boolean elsewhere = subject.machine().named();
    String message =
        elsewhere
            ? option.name()
                + ": "
                + path
                + " is not on this machine; the machine that trains"
                + " must have it"
            : option.name() + ": there is no " + (folder ? "folder " : "file ") + path;
    return found(subject, message, help(path))
        .about(option.name())
        .at(setting.place())
        .as(elsewhere ? Severity.WARNING : Severity.ERROR)
        .finding();
  }

  /** Names the deepest folder of the path that is there: the mistake is right below it. */
  private static String help(Path path) {
    Path parent = path.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent == null || parent.equals(path.getParent())
        ? "check its name, or put the file there"
        : "check the path: it is right up to " + parent;
  }
}
