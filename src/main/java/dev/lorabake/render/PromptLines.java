package dev.lorabake.render;

import dev.lorabake.recipe.SampleKeys;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;

/** Writes control images as upstream's prompt lines: the prompt, then its flags. */
final class PromptLines {
  private PromptLines() {}

  static String text(List<SamplePrompt> samples) {
    StringBuilder out = new StringBuilder();
    for (SamplePrompt sample : samples) {
      out.append(oneLine(sample.prompt().orElse("")));
      SampleKeys.promptFlags()
          .forEach((key, flag) ->
              sample
                  .settings()
                  .find(key)
                  .ifPresent(setting ->
                      out.append(" --")
                          .append(flag)
                          .append(' ')
                          .append(oneLine(setting.value().toString()))));
      out.append('\n');
    }
    return out.toString();
  }

  /** A prompt ends with its line. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ").strip();
  }
}
