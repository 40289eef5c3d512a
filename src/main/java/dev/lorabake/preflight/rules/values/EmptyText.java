package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Empty text where upstream tells only "not given" apart from a value. */
final class EmptyText extends PatternRule {
  /** Option to what upstream makes of empty text (train_network.py, library/train_util.py). */
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("dataset_class", "it imports a module without a name"),
          Map.entry(
              "huggingface_repo_id", "it sends every checkpoint to a repository without name"),
          Map.entry("in_json", "it opens a metadata file without a name"),
          Map.entry("log_tracker_config", "it opens a file without a name"),
          Map.entry("logging_dir", "it logs into the root of the disk"),
          Map.entry("network_weights", "it opens a file without a name"),
          Map.entry("output_dir", "it cannot make the folder, and stops when it first saves"),
          Map.entry("reg_data_dir", "it takes the folder it was started in"),
          Map.entry("train_data_dir", "it takes the folder it was started in"),
          Map.entry("vae", "it loads a VAE without a name"));

  /** Families whose script loads {@code vae} wherever it is given; the others need it or never. */
  private static final Set<String> LOADS_VAE = Set.of("sd15", "sd2", "sdxl");

  EmptyText() {
    super(
        "empty-text",
        Topic.VALUES,
        Severity.ERROR,
        "Empty text is a value to sd-scripts: it looks for a file or folder without a name");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      String meaning = MEANING.get(setting.name());
      boolean read =
          !setting.name().equals("vae") || LOADS_VAE.contains(subject.recipe().family().id());
      if (meaning != null
          && read
          && setting.value().equals("")
          && counts(subject, setting.name())) {
        findings.add(
            found(
                    subject,
                    setting.name() + " is empty text, which is a value to sd-scripts: " + meaning,
                    "remove the line")
                .about(setting.name())
                .at(setting.place())
                .remove(setting.name())
                .finding());
      }
    }
    return findings;
  }

  /** Folders of images count only where no dataset configuration names them. */
  private static boolean counts(Subject subject, String option) {
    boolean folder = Set.of("train_data_dir", "reg_data_dir", "in_json").contains(option);
    return !folder || subject.recipe().datasets().isEmpty();
  }
}
