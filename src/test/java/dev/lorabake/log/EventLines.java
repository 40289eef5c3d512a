package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Bucket;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Epoch;
import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Phase;
import dev.lorabake.event.RunEvent.Sample;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Summary;
import dev.lorabake.event.RunEvent.Telemetry;
import dev.lorabake.event.RunEvent.Unrecognized;
import dev.lorabake.event.RunEvent.Validation;
import dev.lorabake.event.RunEvent.Warning;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as lines that a person can check against a log; the form of the golden files. */
final class EventLines {
  private EventLines() {}

  static String of(List<RunEvent> events) {
    return events.stream().map(EventLines::of).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String of(RunEvent event) {
    String line =
        switch (event) {
          case Phase e ->
              e.total() == null ? e.name().id() : e.name().id() + " " + e.done() + "/" + e.total();
          case Summary e ->
              "images "
                  + e.trainImages()
                  + field("validation", e.validationImages())
                  + field("reg", e.regImages())
                  + field("batches", e.batchesPerEpoch())
                  + field("epochs", e.epochs())
                  + field("batch", e.batchSize())
                  + field("accumulation", e.gradientAccumulationSteps())
                  + field("steps", e.totalSteps());
          case Bucket e ->
              "dataset " + e.dataset() + " " + e.width() + "x" + e.height() + " count " + e.count();
          case Epoch e -> e.epoch() + "/" + e.total();
          case Step e ->
              e.step()
                  + "/"
                  + e.total()
                  + (e.lossFinite() ? field("loss", e.avrLoss()) : " loss not finite")
                  + field("lr", e.lr())
                  + field("s/it", e.secondsPerStep())
                  + field("epoch", e.epoch());
          case Checkpoint e ->
              (e.kind() + " " + e.stage()).toLowerCase(Locale.ROOT)
                  + field("epoch", e.epoch())
                  + field("step", e.step())
                  + " "
                  + e.file();
          case Sample e -> "begun" + field("step", e.step()) + field("epoch", e.epoch());
          case Validation e ->
              "loss " + e.avrLoss() + field("step", e.step()) + field("epoch", e.epoch());
          case Warning e -> text(e.text()) + field("<-", e.source());
          case Failure e -> text(e.exception()) + ": " + text(e.text()) + field("<-", e.source());
          case Unrecognized e -> text(e.text());
          case Telemetry e -> e.toString();
          case Exit e -> e.toString();
        };
    return event.type() + " " + line;
  }

  private static String field(String name, @Nullable Object value) {
    return value == null ? "" : " " + name + " " + value;
  }

  private static String text(@Nullable String text) {
    return text == null ? "-" : text.replace("\n", "\\n");
  }
}
