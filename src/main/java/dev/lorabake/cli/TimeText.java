package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.train.TimeParts;
import dev.lorabake.train.Timing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a training takes and what it costs, in lines. */
final class TimeText {
  private TimeText() {}

  static List<String> lines(Timing timing) {
    TimeParts time = timing.time();
    Double total = time.totalSeconds();
    if (total == null) {
      return List.of("time unknown: no like run was measured yet");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "about %s, %.3g s a step as in %s",
            duration(total),
            timing.secondsPerStep(),
            timing.run()));
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    part("start", time.startSeconds(), known, unknown);
    part("steps", time.stepsSeconds(), known, unknown);
    part("saves", time.savesSeconds(), known, unknown);
    part("samples", time.samplesSeconds(), known, unknown);
    part("validation", time.validationSeconds(), known, unknown);
    if (known.size() + unknown.size() > 1) {
      lines.add(
          "  "
              + String.join(", ", known)
              + (unknown.isEmpty() ? "" : "; not known yet: " + String.join(", ", unknown)));
    }
    if (time.cost() != null) {
      lines.add(
          String.format(
              Locale.ROOT, "  cost %.2f at %s an hour", time.cost(), price(time.pricePerHour())));
    }
    return lines;
  }

  /** What does not happen is not named. */
  private static void part(
      String name, @Nullable Double seconds, List<String> known, List<String> unknown) {
    if (seconds == null) {
      unknown.add(name);
    } else if (Math.round(seconds) > 0) {
      known.add(name + " " + duration(seconds));
    }
  }

  private static String price(@Nullable Double price) {
    return price == null ? "?" : BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
  }

  private static String duration(double seconds) {
    return Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }
}
