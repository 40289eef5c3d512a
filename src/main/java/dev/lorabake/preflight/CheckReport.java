package dev.lorabake.preflight;

import dev.lorabake.recipe.Place;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The published shape of {@code check --json}.
 *
 * @param verdict {@code ready} or {@code blocked}
 * @param allowed ids of the rules whose findings the recipe allows, one for each finding
 */
public record CheckReport(String verdict, List<Item> findings, List<String> allowed) {

  /**
   * A finding; {@code severity} is {@code error}, {@code warning} or {@code advice}.
   *
   * @param fixSafe whether {@code check --fix} applies the fix unasked
   */
  public record Item(
      String rule,
      String severity,
      List<String> options,
      String message,
      String help,
      @Nullable Location at,
      @Nullable List<Change> fix,
      boolean fixSafe) {}

  /** Where to look; the line counts from 1. */
  public record Location(String file, int line) {}

  public static CheckReport of(Verdict verdict) {
    return new CheckReport(
        lowerCase(verdict.state()),
        verdict.findings().stream().map(CheckReport::item).toList(),
        verdict.allowed().stream().map(Finding::rule).toList());
  }

  private static Item item(Finding found) {
    Place at = found.at();
    return new Item(
        found.rule(),
        lowerCase(found.severity()),
        found.options(),
        found.message(),
        found.help(),
        at == null ? null : new Location(at.file().toString(), at.line()),
        found.fix(),
        found.safe());
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
