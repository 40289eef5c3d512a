package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Summary;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the totals that the trainer prints before the first step. */
final class RunTotals {
  /** What one line tells, by how it begins. */
  enum Field {
    TRAIN_IMAGES("num train images * repeats"),
    EXAMPLES("num examples"),
    VALIDATION_IMAGES("num validation images * repeats"),
    REG_IMAGES("num reg images"),
    BATCHES_PER_EPOCH("num batches per epoch"),
    EPOCHS("num epochs"),
    BATCH_SIZE("batch size per device"),
    TOTAL_BATCH_SIZE("total train batch size"),
    ACCUMULATION("gradient accumulation steps"),
    ACCUMULATION_MISSPELT("gradient ccumulation steps"),
    TOTAL_STEPS("total optimization steps");

    private static final Field[] ALL = values();

    private final String start;

    Field(String start) {
      this.start = start;
    }

    static @Nullable Field of(String line) {
      for (Field field : ALL) {
        if (line.startsWith(field.start)) {
          return field;
        }
      }
      return null;
    }
  }

  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private @Nullable Long accumulation;
  private @Nullable Long steps;

  /** Takes a value; the scripts for whole models name some of them otherwise. */
  void put(Field field, String value) {
    Field known =
        switch (field) {
          case EXAMPLES -> Field.TRAIN_IMAGES;
          case ACCUMULATION_MISSPELT -> Field.ACCUMULATION;
          case TRAIN_IMAGES,
              VALIDATION_IMAGES,
              REG_IMAGES,
              BATCHES_PER_EPOCH,
              EPOCHS,
              BATCH_SIZE,
              TOTAL_BATCH_SIZE,
              ACCUMULATION,
              TOTAL_STEPS ->
              field;
        };
    values.put(known, value);
    // asked for at every bar
    accumulation = number(Field.ACCUMULATION);
    steps = number(Field.TOTAL_STEPS);
  }

  /** How many bars a step has, or {@code null} as long as no line said it. */
  @Nullable Long accumulation() {
    return accumulation;
  }

  /** How many steps the training has, or {@code null} as long as no line said it. */
  @Nullable Long steps() {
    return steps;
  }

  Summary summary() {
    return new Summary(
        number(Field.TRAIN_IMAGES),
        number(Field.VALIDATION_IMAGES),
        number(Field.REG_IMAGES),
        number(Field.BATCHES_PER_EPOCH),
        number(Field.EPOCHS),
        values.get(Field.BATCH_SIZE),
        number(Field.ACCUMULATION),
        number(Field.TOTAL_STEPS));
  }

  void clear() {
    values.clear();
    accumulation = null;
    steps = null;
  }

  private @Nullable Long number(Field field) {
    String value = values.get(field);
    return value == null ? null : Numbers.whole(value);
  }
}
