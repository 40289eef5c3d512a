package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images that keep the answer of the base model, where that does not work. */
final class OutputPreservationFails extends PatternRule {

  private static final Set<String> DEAF = Set.of("anima", "hunyuan-image");

  OutputPreservationFails() {
    super(
        "output-preservation-fails",
        Topic.DATASET,
        Severity.ERROR,
        "diff_output_preservation fails with part of a batch on SD 1.x and 2.x and on"
            + " several GPUs, and does nothing elsewhere",
        "custom_attributes");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<KeyValue> kept =
        subject.keys("custom_attributes").filter(OutputPreservationFails::keeps).findFirst();
    if (kept.isEmpty()) {
      return List.of();
    }
    String id = subject.recipe().family().id();
    if (DEAF.contains(id)) {
      return finding(
          subject,
          kept.get(),
          subject.recipe().family().title() + " does not read diff_output_preservation",
          "remove it",
          Severity.WARNING);
    }
    if (ChosenNetwork.of(subject.recipe()).module().equals("networks.dylora")) {
      return finding(
          subject,
          kept.get(),
          "diff_output_preservation has no effect with DyLoRA, which cannot be switched off for"
              + " the comparison",
          "network = \"lora\"",
          Severity.WARNING);
    }
    long processes = subject.recipe().launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    if (processes > 1) {
      return finding(
          subject,
          kept.get(),
          "diff_output_preservation fails at the first step with " + processes + " processes",
          "num_processes = 1 in [launch]",
          Severity.ERROR);
    }
    boolean old = id.equals("sd15") || id.equals("sd2");
    boolean part = subject.datasets().stream().anyMatch(OutputPreservationFails::mixes);
    return old && part
        ? finding(
            subject,
            kept.get(),
            "diff_output_preservation for some images of a batch does not work on "
                + subject.recipe().family().title()
                + ": sd-scripts fails there",
            "put these images into a dataset of their own, or batch_size = 1",
            Severity.ERROR)
        : List.of();
  }

  private List<Finding> finding(
      Subject subject, KeyValue at, String message, String help, Severity severity) {
    return found(subject, message, help).about(at).as(severity).list();
  }

  /** Whether images with and without meet in a batch sooner or later. */
  private static boolean mixes(DatasetView dataset) {
    boolean batched = dataset.find("batch_size").filter(size -> size.number() > 1).isPresent();
    boolean with = false;
    boolean without = false;
    for (int i = 0; i < dataset.subsets().size(); i++) {
      boolean keeps =
          dataset.find(i, "custom_attributes").filter(OutputPreservationFails::keeps).isPresent();
      with |= keeps;
      without |= !keeps;
    }
    return batched && with && without;
  }

  private static boolean keeps(KeyValue attributes) {
    if (!(attributes.value() instanceof Map<?, ?> table)) {
      return false;
    }
    Object value = table.get("diff_output_preservation");
    return value != null && Subject.says(value);
  }
}
