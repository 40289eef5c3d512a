package dev.lorabake.tui.training;

import dev.lorabake.event.RunEvent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A control image.
 *
 * @param when {@code step 240}, {@code epoch 3}
 * @param prompt which of the prompts, counted from 0, by its name (sd-scripts
 *     library/train_util.py)
 */
record SampleFile(Path file, String when, int prompt) {
  private static final Pattern PROMPT = Pattern.compile(".*\\d{6,12}_(\\d{2,6})_\\d{14}.*\\.png");

  /**
   * Empty for an event that names no file yet.
   *
   * @param before steps that an earlier run made, which upstream does not count
   */
  static Optional<SampleFile> of(RunEvent.Sample sample, long before) {
    String name = sample.file();
    if (name == null) {
      return Optional.empty();
    }
    Path file = Path.of(name);
    Matcher matcher = PROMPT.matcher(String.valueOf(file.getFileName()));
    int prompt = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    String when =
        sample.step() != null
            ? "step " + (before + sample.step())
            : sample.epoch() != null ? "epoch " + sample.epoch() : "";
    return Optional.of(new SampleFile(file, when, prompt));
  }
}
