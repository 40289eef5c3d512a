package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the published JSON: one object a line, what is unknown left out. {@code
 * avr_loss} is null when it is not finite, and then {@code loss_finite} says so.
 */
public final class EventJson {
  private EventJson() {}

  /** One line of a journal, without the line end. */
  public static String write(JournalEntry entry) {
    return Json.write(members(entry));
  }

  /** Takes the members of an event one by one. */
  public interface Members {
    void member(String name, @Nullable Object value);
  }

  /** The members in their published order. */
  public static Map<String, @Nullable Object> members(JournalEntry entry) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    tell(entry.seq(), entry.at().toString(), entry.event(), members::put);
    return members;
  }

  /**
   * Tells the members in their published order.
   *
   * @param at the time as it is to stand there
   */
  public static void tell(long seq, String at, RunEvent event, Members members) {
    Fields fields = new Fields(members);
    fields.always("seq", seq);
    fields.always("at", at);
    fields.always("type", event.type());
    switch (event) {
      case RunEvent.Phase e ->
          fields.always("phase", e.name().id()).known("done", e.done()).known("total", e.total());
      case RunEvent.Summary e ->
          fields
              .known("train_images", e.trainImages())
              .known("validation_images", e.validationImages())
              .known("reg_images", e.regImages())
              .known("batches_per_epoch", e.batchesPerEpoch())
              .known("epochs", e.epochs())
              .known("batch_size", e.batchSize())
              .known("gradient_accumulation_steps", e.gradientAccumulationSteps())
              .known("total_steps", e.totalSteps());
      case RunEvent.Bucket e ->
          fields
              .always("dataset", e.dataset())
              .always("width", e.width())
              .always("height", e.height())
              .always("count", e.count());
      case RunEvent.Epoch e -> fields.always("epoch", e.epoch()).always("total", e.total());
      case RunEvent.Step e ->
          fields
              .always("step", e.step())
              .always("total", e.total())
              .always("avr_loss", e.avrLoss())
              .known("loss_finite", e.lossFinite() ? null : false)
              .known("lr", e.lr())
              .known("seconds_per_step", e.secondsPerStep())
              .known("epoch", e.epoch());
      case RunEvent.Checkpoint e ->
          fields
              .always("file", e.file())
              .always("kind", id(e.kind()))
              .always("stage", id(e.stage()))
              .known("epoch", e.epoch())
              .known("step", e.step())
              .always("removed", e.removed())
              .known("bytes", e.bytes())
              .known("problem", e.problem());
      case RunEvent.Sample e ->
          fields.known("step", e.step()).known("epoch", e.epoch()).known("file", e.file());
      case RunEvent.Validation e ->
          fields.known("step", e.step()).known("epoch", e.epoch()).always("avr_loss", e.avrLoss());
      case RunEvent.Warning e ->
          fields.always("text", e.text()).known("source", e.source()).known("code", e.code());
      case RunEvent.Failure e ->
          fields
              .always("text", e.text())
              .known("exception", e.exception())
              .known("source", e.source());
      case RunEvent.Telemetry e ->
          fields
              .always("gpu", e.gpu())
              .known("utilisation", e.utilisation())
              .known("memory_mib", e.memoryMib())
              .known("temperature", e.temperature())
              .known("power", e.power())
              .known("memory_total_mib", e.memoryTotalMib())
              .known("sampled", e.sampled() == null ? null : e.sampled().toString());
      case RunEvent.Exit e ->
          fields.always("code", e.code()).always("signal", e.signal()).always("facts", e.facts());
      case RunEvent.Unrecognized e -> fields.always("text", e.text());
    }
  }

  static String id(CheckpointKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String id(CheckpointStage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /** Passes members on; numbers that JSON cannot hold become null. */
  private record Fields(Members members) {
    Fields always(String name, @Nullable Object value) {
      boolean writable = !(value instanceof Double number) || Double.isFinite(number);
      members.member(name, writable ? value : null);
      return this;
    }

    Fields known(String name, @Nullable Object value) {
      return value == null ? this : always(name, value);
    }
  }
}
