package dev.lorabake.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One option of upstream's training scripts.
 *
 * @param name the destination, spelled with underscores as upstream spells it
 * @param flags every spelling on the command line, each with its leading hyphens
 * @param list whether it takes any number of values
 * @param scripts the scripts that know it
 * @param common what it is wherever {@code perScript} says nothing else
 * @param note what lorabake knows beyond upstream's parser
 */
public record Option(
    String name,
    List<String> flags,
    OptionType type,
    boolean list,
    Set<String> scripts,
    OptionVariant common,
    Map<String, OptionVariant> perScript,
    OptionNote note) {

  /** What the option is in this script. */
  public OptionVariant in(String script) {
    return perScript.getOrDefault(script, common);
  }

  /** Whether the script's parser takes it. */
  public boolean isIn(String script) {
    return scripts.contains(script);
  }

  /** What upstream does without the option, {@code null} for nothing. */
  public @Nullable Object defaultIn(String script) {
    return in(script).defaultValue();
  }

  public boolean isSwitch() {
    return type == OptionType.BOOL;
  }
}
