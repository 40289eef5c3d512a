package dev.lorabake.train;

import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Exported;
import dev.lorabake.foreign.Fate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each setting of a recipe that was written for another tool: one object for a
 * person and for {@code --json}.
 *
 * @param tool what reads the file
 * @param counts how many settings had each fate, all fates in their order
 * @param keys every setting of the recipe; the targets are keys of the file
 * @param additions what the file says beyond them
 */
public record ExportReport(
    String tool, Map<String, Long> counts, List<ImportReport.Key> keys, List<Addition> additions) {

  static ExportReport of(Exported exported) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      counts.put(fate.id(), exported.count(fate));
    }
    return new ExportReport(
        exported.tool(),
        counts,
        exported.accounts().stream().map(ImportReport.Key::of).toList(),
        exported.additions());
  }

  /** The settings of that fate. */
  public List<ImportReport.Key> with(Fate fate) {
    return keys.stream().filter(key -> key.is(fate)).toList();
  }

  /** Those that the tool's window cannot say and its command line can. */
  public List<ImportReport.Key> passedBeside(String target) {
    return with(Fate.MAPPED).stream().filter(key -> key.targets().contains(target)).toList();
  }
}
