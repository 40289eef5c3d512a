package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventJson} writes; of a later version's kinds it keeps the text. */
public final class EventReader {
  private EventReader() {}

  /**
   * @param line one line of a journal without its line end
   * @throws dev.lorabake.json.JsonError when it is not one
   * @throws java.time.DateTimeException when its time is none
   */
  public static JournalEntry read(String line) {
    return read(Json.object(line, "event"), line);
  }

  static JournalEntry read(JsonObject o, String line) {
    RunEvent event;
    try {
      event = event(o, line);
    } catch (IllegalArgumentException e) {
      event = new RunEvent.Unrecognized(line); // a phase or stage of a later version
    }
    return new JournalEntry(o.whole("seq"), Instant.parse(o.text("at")), event);
  }

  private static RunEvent event(JsonObject o, String line) {
    return switch (o.text("type")) {
      case "phase" ->
          new RunEvent.Phase(
              constant(PhaseName.class, o.text("phase")), whole(o, "done"), whole(o, "total"));
      case "summary" ->
          new RunEvent.Summary(
              whole(o, "train_images"),
              whole(o, "validation_images"),
              whole(o, "reg_images"),
              whole(o, "batches_per_epoch"),
              whole(o, "epochs"),
              o.textOrNull("batch_size"),
              whole(o, "gradient_accumulation_steps"),
              whole(o, "total_steps"));
      case "bucket" ->
          new RunEvent.Bucket(
              (int) o.whole("dataset"),
              (int) o.whole("width"),
              (int) o.whole("height"),
              o.whole("count"));
      case "epoch" -> new RunEvent.Epoch(o.whole("epoch"), o.whole("total"));
      case "step" ->
          new RunEvent.Step(
              o.whole("step"),
              o.whole("total"),
              number(o, "avr_loss"),
              o.flag("loss_finite", true),
              number(o, "lr"),
              number(o, "seconds_per_step"),
              whole(o, "epoch"));
      case "checkpoint" ->
          new RunEvent.Checkpoint(
              o.text("file"),
              constant(CheckpointKind.class, o.text("kind")),
              constant(CheckpointStage.class, o.text("stage")),
              whole(o, "epoch"),
              whole(o, "step"),
              whole(o, "bytes"),
              o.textOrNull("problem"));
      case "sample" ->
          new RunEvent.Sample(whole(o, "step"), whole(o, "epoch"), o.textOrNull("file"));
      case "validation" ->
          new RunEvent.Validation(whole(o, "step"), whole(o, "epoch"), number(o, "avr_loss"));
      case "warning" ->
          new RunEvent.Warning(o.text("text"), o.textOrNull("source"), o.textOrNull("code"));
      case "error" ->
          new RunEvent.Failure(o.text("text"), o.textOrNull("exception"), o.textOrNull("source"));
      case "telemetry" ->
          new RunEvent.Telemetry(
              (int) o.whole("gpu"),
              number(o, "utilisation"),
              number(o, "memory_mib"),
              number(o, "temperature"),
              number(o, "power"),
              number(o, "memory_total_mib"),
              o.has("sampled") ? Instant.parse(o.text("sampled")) : null);
      case "exit" ->
          new RunEvent.Exit(small(o, "code"), small(o, "signal"), texts(o.object("facts")));
      case "unrecognized" -> new RunEvent.Unrecognized(o.text("text"));
      default -> new RunEvent.Unrecognized(line);
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String id) {
    return Enum.valueOf(type, id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static @Nullable Long whole(JsonObject o, String name) {
    return o.has(name) ? (Long) o.whole(name) : null;
  }

  private static @Nullable Integer small(JsonObject o, String name) {
    return o.has(name) ? (Integer) (int) o.whole(name) : null;
  }

  private static @Nullable Double number(JsonObject o, String name) {
    return o.has(name) ? (Double) o.number(name) : null;
  }

  private static Map<String, String> texts(JsonObject o) {
    Map<String, String> texts = new LinkedHashMap<>();
    o.toMap().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
