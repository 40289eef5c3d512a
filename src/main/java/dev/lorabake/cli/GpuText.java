package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.CardPeak;
import dev.lorabake.train.GpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of the GPUs, in a few characters. */
final class GpuText {
  private static final double MIB_OF_GIB = 1024;

  private GpuText() {}

  /** Of the fullest card: {@code GPU 97% 10.2G}, {@code 71°C}, {@code 168W}; empty for nothing. */
  static List<String> parts(GpuState gpus) {
    List<String> parts = new ArrayList<>();
    gpus.fullest()
        .ifPresent(card -> {
          parts.add("GPU" + busy(card) + memory(card));
          if (card.temperature() != null) {
            parts.add(String.format(Locale.ROOT, "%.0f°C", card.temperature()));
          }
          if (card.power() != null) {
            parts.add(String.format(Locale.ROOT, "%.0fW", card.power()));
          }
        });
    return parts;
  }

  private static String busy(RunEvent.Telemetry card) {
    Double busy = card.utilisation();
    return busy == null ? "" : String.format(Locale.ROOT, " %.0f%%", busy);
  }

  private static String memory(RunEvent.Telemetry card) {
    Double used = card.memoryMib();
    return used == null ? "" : String.format(Locale.ROOT, " %.1fG", used / MIB_OF_GIB);
  }

  /** The most that was in use on a card, and whose it was. */
  static String peak(CardPeak card) {
    String all =
        Figures.gib(card.peakBytes())
            + " of "
            + Figures.gib(card.totalBytes())
            + " in use on GPU "
            + card.index();
    if (card.trainerBytes() != null) {
      return all + ", the trainer's " + Figures.gib(card.trainerBytes());
    }
    return card.baselineBytes() == null
        ? all
        : all + ", " + Figures.gib(card.baselineBytes()) + " before it began";
  }
}
