package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import java.util.List;
import java.util.stream.Stream;

/** Takes the noise offset or the multi-resolution noise, between which the GUI has one choose. */
final class GuiNoise {
  private static final String TYPE = "noise_offset_type";
  private static final String ITERATIONS = "multires_noise_iterations";
  private static final List<String> ORIGINAL =
      List.of("noise_offset", "noise_offset_random_strength", "adaptive_noise_scale");
  private static final List<String> MULTIRES = List.of(ITERATIONS, "multires_noise_discount");

  private final GuiReading reading;

  private GuiNoise(GuiReading reading) {
    this.reading = reading;
  }

  static void take(GuiReading reading) {
    GuiNoise noise = new GuiNoise(reading);
    String type = reading.file().says(TYPE) ? reading.file().text(TYPE) : "";
    noise.take(ORIGINAL, !type.equals("Multires"), type);
    noise.take(MULTIRES, !type.equals("Original"), type);
    String[] taken =
        Stream.of("noise_offset", ITERATIONS)
            .filter(option -> reading.draft().train().has(option))
            .map(option -> TRAIN + option)
            .toArray(String[]::new);
    if (taken.length > 0 && !type.isEmpty()) {
      reading.ledger().mappedAs(TYPE, "only what belongs to it was taken", taken);
    } else {
      reading.unset(TYPE);
    }
  }

  private void take(List<String> keys, boolean passed, String type) {
    GuiFile file = reading.file();
    boolean idle = file.ownNumber(keys.getFirst()) == 0;
    for (String name : keys) {
      if (passed && !(idle && !name.equals(keys.getFirst()))) {
        file.table().key(name).ifPresent(new GuiPlain(reading)::take);
      } else if (idle
          || !file.says(name)
          || !GuiFile.isOn(file.raw(name)) && file.ownNumber(name) == 0) {
        reading.unset(name);
      } else {
        reading.dropped(name, "kohya_ss does not pass it on with " + TYPE + " " + type);
      }
    }
  }
}
