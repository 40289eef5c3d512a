package dev.lorabake.preflight;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds lorabake's verdict against upstream's answer to the same start:
 *
 * <ul>
 *   <li>a start that upstream does not get through is refused by the reader or has an error;
 *   <li>an option is said to be unknown, of the wrong type or no choice exactly where upstream's
 *       own parser, given the same words on the command line, refuses them or makes another value
 *       of them than the config file hands over (which upstream does not check);
 *   <li>a start that upstream gets through has no error of a rule that speaks of these stages;
 *   <li>a flag's words are read as upstream's parser reads them.
 * </ul>
 */
final class StartComparison {
  /** They judge a name or value as the parser would. */
  private static final Set<String> PARSER_RULES =
      Set.of("unknown-option", "option-of-another-family", "wrong-type", "wrong-choice");

  /** Rules about the stages that are started here: where upstream goes on, they have no error. */
  private static final Set<String> EARLY =
      Set.of(
          "adafactor-scheduler-without-adafactor",
          "cached-latents-with-augmentation",
          "conflicting-options",
          "dataset-key-at-wrong-level",
          "dataset-key-of-another-kind",
          "dataset-key-of-wrong-type",
          "empty-folder",
          "fused-backward-pass",
          "inactive-option",
          "invalid-bucket-step",
          "malformed-network-arg",
          "malformed-optimizer-arg",
          "missing-dataset",
          "no-images",
          "resolution-outside-buckets",
          "scheduler-refuses-warmup",
          "scheduler-without-its-settings",
          "unknown-dataset-key",
          "unknown-network-module",
          "unknown-optimizer",
          "unknown-scheduler");

  /** Of these rules' errors, those that come true later: at the network and the optimizer. */
  private static final Set<String> LATER_OPTIONS =
      Set.of(
          "conflicting-options [network_train_text_encoder_only, network_train_unet_only]",
          "inactive-option [dim_from_weights]");

  private final UpstreamStart start;
  private final Path folder;
  private final List<String> complaints = new ArrayList<>();

  private StartComparison(UpstreamStart start, Path folder) {
    this.start = start;
    this.folder = folder;
  }

  /** What does not agree, as sentences. */
  static List<String> complaints(UpstreamStart start, Path folder) {
    StartComparison comparison = new StartComparison(start, folder);
    comparison.compare();
    return comparison.complaints;
  }

  private void compare() {
    List<Flag> taken = takenFlags();
    Recipe recipe;
    try {
      recipe = start.fixture(List.of()).recipe(folder);
    } catch (UserError e) {
      return; // refused: nothing is ever started
    }
    List<Finding> findings = Preflight.check(start.fixture(List.of()).planned(folder));
    options(recipe, findings);
    for (JsonObject said : start.answer().objects("starts")) {
      verdict(said, findings);
    }
    flags(taken);
  }

  private void verdict(JsonObject said, List<Finding> findings) {
    List<String> errors =
        findings.stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .filter(found -> RuleCatalog.rule(found.rule()).topic() != Topic.ENVIRONMENT)
            .map(found -> found.rule() + " " + found.options())
            .toList();
    if (!said.text("outcome").equals("ready") && errors.isEmpty()) {
      complaints.add("let through: " + said.toMap());
    }
    if (said.text("outcome").equals("ready")) {
      errors.stream()
          .filter(error -> !LATER_OPTIONS.contains(error))
          .filter(error -> EARLY.contains(error.substring(0, error.indexOf(' '))))
          .forEach(error -> complaints.add("ready, but " + error));
    }
  }

  private void options(Recipe recipe, List<Finding> findings) {
    JsonObject answers = start.answer().object("options");
    for (String name : answers.names()) {
      String answer = answers.text(name);
      Setting setting = recipe.find(name).orElseThrow();
      List<String> rules =
          findings.stream()
              .filter(found -> PARSER_RULES.contains(found.rule()))
              .filter(found -> found.options().getFirst().equals(name))
              .map(Finding::rule)
              .toList();
      if (!rules.isEmpty() == answer.equals("same") && !isAccepted(recipe, setting)) {
        complaints.add(
            name + " = " + setting.value() + " is " + answer + " to the parser: " + rules);
      }
    }
  }

  /**
   * Where the files that lorabake renders say it as upstream wants it, and where the number is not
   * the parser's business: a rule of its own speaks of a ratio above 1.
   */
  private boolean isAccepted(Recipe recipe, Setting setting) {
    return switch (setting.name()) {
      case "resolution" -> start.plain() == null;
      case "text_encoder_lr" -> setting.value() instanceof Number;
      case "lr_warmup_steps", "lr_decay_steps" -> setting.value() instanceof Double;
      case "max_token_length" -> setting.value().equals(75L);
      default -> isOffElsewhere(recipe, setting);
    };
  }

  /** A switch of another script, and off: there is nothing to say. */
  private static boolean isOffElsewhere(Recipe recipe, Setting setting) {
    return setting.value().equals(false)
        && Catalog.bundled()
            .option(setting.name())
            .filter(option -> !option.isIn(recipe.script()))
            .isPresent();
  }

  /** The flags that the reader takes. */
  private List<Flag> takenFlags() {
    return start.flags().stream().filter(flag -> read(flag) != null).toList();
  }

  private void flags(List<Flag> taken) {
    List<Finding> findings =
        taken.isEmpty() ? List.of() : Preflight.check(start.fixture(taken).planned(folder));
    List<@Nullable Object> answers = start.answer().list("flags");
    for (int i = 0; i < start.flags().size(); i++) {
      Flag flag = start.flags().get(i);
      Object theirs = answers.get(i);
      Object ours = read(flag);
      boolean refused =
          ours == null
              || findings.stream()
                  .anyMatch(found ->
                      PARSER_RULES.contains(found.rule())
                          && found.options().contains(flag.option()));
      boolean agreed =
          (ours == null || theirs == null) ? refused == (theirs == null) : agree(ours, theirs);
      if (!agreed && !(refused && isNoNumber(theirs))) {
        complaints.add(flag + ": ours " + ours + ", refused " + refused + ", theirs " + theirs);
      }
    }
  }

  /** Python reads these as numbers; lorabake refuses them, since no option has a use for them. */
  private static boolean isNoNumber(@Nullable Object theirs) {
    return theirs != null && Set.of("inf", "-inf", "nan").contains(theirs);
  }

  /** Upstream's value comes as Python writes it. */
  private boolean agree(Object ours, Object theirs) {
    return switch (ours) {
      case List<?> items ->
          theirs instanceof List<?> others
              && items.size() == others.size()
              && IntStream.range(0, items.size()).allMatch(i -> agree(items.get(i), others.get(i)));
      case Boolean on -> theirs.equals(on ? "True" : "False");
      case Double number ->
          number.equals(
              Double.valueOf(theirs.toString().replace("inf", "Infinity").replace("nan", "NaN")));
      case String text ->
          theirs.equals(text) || folder.resolve(theirs.toString()).toString().equals(text);
      default -> ours.toString().equals(theirs);
    };
  }

  private @Nullable Object read(Flag flag) {
    try {
      return RecipeReader.convert(Catalog.bundled(), folder, List.of(flag)).getFirst().value();
    } catch (UserError e) {
      return null;
    }
  }
}
