package dev.lorabake.recipe;

import dev.lorabake.TextLines;
import dev.lorabake.Visible;
import java.util.List;
import java.util.Map;

/**
 * What is said in comments of a recipe that is written, beside what stands there anyway. Any text
 * may be said: what TOML forbids in a comment is written as an escape.
 *
 * @param head said at the top
 * @param at said above a value: {@code train.network_dim}, {@code family}, {@code
 *     datasets[0].subsets[0].image_dir}, {@code sample[0].prompt}
 * @param tail said at the end
 */
public record Remarks(List<String> head, Map<String, List<String>> at, List<String> tail) {
  private static final int WIDTH = 100;

  public static final Remarks NONE = new Remarks(List.of(), Map.of(), List.of());

  static void write(List<String> remarks, StringBuilder out) {
    for (String remark : remarks) {
      TextLines.fill("# ", "#   ", Visible.line(remark), WIDTH)
          .forEach(line -> out.append(line.stripTrailing()).append('\n'));
    }
  }

  /** Those for the value, as comment lines. */
  void write(String target, StringBuilder out) {
    write(at.getOrDefault(target, List.of()), out);
  }
}
