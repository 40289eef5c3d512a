package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.DatasetBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key that a dataset of this kind does not take. Upstream has a schema for each kind, and tells
 * the kind by the keys of the subsets ({@code ConfigSanitizer} of library/config_util.py).
 */
final class DatasetKeyOfAnotherKind extends PatternRule {
  private static final String MASKS = "conditioning_data_dir";
  private static final String METADATA = "metadata_file";
  private static final Map<String, String> KINDS =
      Map.of(
          "dreambooth", "with captions beside its images",
          "metadata", "with a metadata_file",
          "masked", "with a conditioning_data_dir");

  DatasetKeyOfAnotherKind() {
    super(
        "dataset-key-of-another-kind",
        Topic.VALUES,
        Severity.ERROR,
        "Datasets of captions, of metadata files and of masks take different keys, and sd-scripts"
            + " stops at one that is not theirs",
        METADATA,
        MASKS);
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<DatasetBlock> blocks = subject.recipe().datasets().datasets();
    boolean masks = subject.recipe().flag("masked_loss");
    for (WrittenKey key : WrittenKey.all(subject.recipe())) {
      DatasetKey known = key.known(subject.recipe().catalog()).orElse(null);
      if (known == null || key.dataset() < 0 || !known.levels().contains(key.level())) {
        continue;
      }
      String kind = kind(blocks.get(key.dataset()), masks);
      if (kind != null && !known.kinds().contains(kind) && !known.name().equals(MASKS)) {
        findings.add(
            found(
                    subject,
                    known.name()
                        + " stands in a dataset "
                        + KINDS.get(kind)
                        + ", which does not take it",
                    help(known.name(), kind))
                .about(key.name())
                .at(key.setting().place())
                .remove(key.name())
                .finding());
      }
    }
    return findings;
  }

  /** Null where the subsets are of several kinds, which another rule tells, or missing. */
  private static @Nullable String kind(DatasetBlock block, boolean masks) {
    if (block.subsets().isEmpty()) {
      return null;
    }
    if (masks && all(block, MASKS)) {
      return "masked";
    }
    if (all(block, METADATA)) {
      return "metadata";
    }
    boolean any = block.subsets().stream().anyMatch(subset -> subset.settings().has(METADATA));
    return any ? null : "dreambooth";
  }

  private static boolean all(DatasetBlock block, String key) {
    return block.subsets().stream().allMatch(subset -> subset.settings().has(key));
  }

  private static String help(String key, String kind) {
    if (key.equals("is_reg")) {
      return "give the regularisation images a [[datasets]] block of captioned folders, together"
          + " with training images";
    }
    return kind.equals("metadata")
        ? "remove " + key + "; captions and tags stand in the metadata file"
        : "remove " + key;
  }
}
