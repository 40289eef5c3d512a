package dev.lorabake.foreign.loraeasy;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.recipe.TomlTree;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what LoRA_Easy_Training_Scripts saves: {@code [x_args.args]} and {@code
 * [x_args.dataset_args]} for each of its tabs, and {@code [[subsets]]} (main_ui_files/MainUI.py).
 */
public final class LoraEasyReader implements ForeignReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern TAB =
      Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*\\w+_args[ \\t]*\\.[ \\t]*(args|dataset_args)\\b");

  @Override
  public boolean recognises(ForeignFile file) {
    if (file.length() > MOST_BYTES || !TAB.matcher(file.text()).find()) {
      return false;
    }
    try {
      return TomlTree.parse(file.path(), file.text()).root().entrySet().stream()
          .anyMatch(tab ->
              tab.getKey().endsWith("_args")
                  && tab.getValue() instanceof Map<?, ?> parts
                  && (parts.containsKey("args") || parts.containsKey("dataset_args")));
    } catch (UserError e) {
      return true; // reading it tells what is wrong, and where
    }
  }

  @Override
  public boolean isCompanion(ForeignFile file) {
    return file.path().toString().endsWith(".txt");
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    return new LoraEasyImport(main, companions, surroundings).imported();
  }
}
