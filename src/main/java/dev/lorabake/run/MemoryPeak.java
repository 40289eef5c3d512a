package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run took of the GPUs' memory, {@code peak.json}: written when it is judged, where there
 * was an nvidia-smi to tell.
 *
 * @param outOfMemory whether it ended because memory ran out: then its peak is a lower bound
 * @param steps how many steps it was seen to do
 * @param gpus all cards of the machine
 */
public record MemoryPeak(boolean outOfMemory, long steps, List<CardPeak> gpus) {
  public MemoryPeak {
    gpus = List.copyOf(gpus);
  }

  /** The cards that the run used; empty where that is not known. */
  public List<CardPeak> used() {
    return gpus.stream().filter(card -> Boolean.TRUE.equals(card.used())).toList();
  }

  /** Takes in samples until the peak is asked for. */
  static final class Samples {
    private final Map<Integer, CardSamples> byCard = new TreeMap<>();

    void add(GpuSample sample) {
      byCard.computeIfAbsent(sample.index(), _ -> new CardSamples()).add(sample);
    }

    /** Empty where no card was looked at while the trainer ran. */
    Optional<MemoryPeak> peak(boolean outOfMemory, long steps) {
      boolean trainerShown = byCard.values().stream().anyMatch(CardSamples::showsTrainer);
      List<CardPeak> cards =
          byCard.values().stream().flatMap(card -> card.peak(trainerShown).stream()).toList();
      return cards.isEmpty()
          ? Optional.empty()
          : Optional.of(new MemoryPeak(outOfMemory, steps, cards));
    }
  }

  void write(RunDirectory run) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("out_of_memory", outOfMemory);
    value.put("steps", steps);
    value.put("gpus", gpus);
    run.write(RunDirectory.PEAK, Json.pretty(value) + "\n");
  }

  /** Empty where there is none, or none that can be understood. */
  public static Optional<MemoryPeak> read(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.PEAK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      JsonObject value = Json.object(Files.readString(file), file.toString());
      List<CardPeak> cards = value.objects("gpus").stream().map(MemoryPeak::card).toList();
      return Optional.of(
          new MemoryPeak(value.flag("out_of_memory", false), value.whole("steps"), cards));
    } catch (JsonError e) {
      return Optional.empty();
    }
  }

  private static CardPeak card(JsonObject card) {
    return new CardPeak(
        (int) card.whole("index"),
        card.text("uuid"),
        card.text("name"),
        card.has("used") ? (Boolean) card.flag("used", false) : null,
        card.whole("total_bytes"),
        bytes(card, "baseline_bytes"),
        card.whole("peak_bytes"),
        bytes(card, "above_baseline_bytes"),
        bytes(card, "trainer_bytes"),
        card.whole("samples"),
        card.whole("samples_near_peak"));
  }

  private static @Nullable Long bytes(JsonObject card, String name) {
    return card.has(name) ? (Long) card.whole(name) : null;
  }
}
