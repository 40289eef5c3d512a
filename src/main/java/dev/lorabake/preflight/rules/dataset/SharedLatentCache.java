package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.SubsetBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One cache file for an image at two sizes. */
final class SharedLatentCache extends PatternRule {
  /** Their cache files hold one size and are not checked for it (library/strategy_sd.py). */
  private static final Set<String> FAMILIES = Set.of("sd15", "sd2", "sdxl");

  SharedLatentCache() {
    super(
        "shared-latent-cache",
        Topic.DATASET,
        Severity.ERROR,
        "Two datasets of different resolution share a folder, and the latents cached on the disk"
            + " for the first serve for both",
        "cache_latents_to_disk",
        "image_dir",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    boolean cached = subject.recipe().flag("cache_latents_to_disk");
    if (!cached || !FAMILIES.contains(subject.recipe().family().id())) {
      return findings;
    }
    Map<Path, String> sizes = new HashMap<>();
    for (DatasetView dataset : subject.datasets()) {
      String size = dataset.find("resolution").map(KeyValue::value).map(Figures::value).orElse("");
      for (SubsetBlock subset : dataset.subsets()) {
        Setting folder = subset.settings().find("image_dir").orElse(null);
        if (folder != null && folder.value() instanceof String text) {
          String first = sizes.putIfAbsent(subject.recipe().resolve(text), size);
          if (first != null && !first.equals(size)) {
            findings.add(
                found(
                        subject,
                        "image_dir "
                            + text
                            + " is trained at "
                            + first
                            + " and "
                            + size
                            + ", and its cached latents hold one size alone",
                        "cache_latents = true without cache_latents_to_disk, or a copy of the"
                            + " folder for each size")
                    .at(folder.place())
                    .finding());
          }
        }
      }
    }
    return findings;
  }
}
