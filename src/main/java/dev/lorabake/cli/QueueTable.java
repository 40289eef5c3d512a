package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.train.queue.Asked;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.EntryLook;
import dev.lorabake.train.queue.EntryState;
import dev.lorabake.train.queue.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue for a person, within 80 columns. */
final class QueueTable {
  private static final int COLUMNS = 80;
  private static final String BELOW = " ".repeat(6);

  private final Output output;

  QueueTable(Output output) {
    this.output = output;
  }

  void print(Queue.Overview overview, Map<Long, Double> expected) {
    List<EntryLook> looks = overview.entries();
    if (looks.isEmpty()) {
      output.line("the queue is empty: lorabake queue add RECIPE");
    } else {
      output.line("  no  state       step         loss    training");
    }
    int place = 0;
    for (EntryLook look : looks) {
      place += look.state() == EntryState.WAITING ? 1 : 0;
      row(look, place, expected);
    }
    overview
        .trouble()
        .forEach((file, reason) -> output.line("queue/" + file + " is passed over: " + reason));
    foot(overview, expected, place);
  }

  private void row(EntryLook look, int place, Map<Long, Double> expected) {
    String state = look.state() == EntryState.WAITING ? "waiting " + place : look.state().id();
    String head = String.format("%4d  ", look.entry().number());
    String middle = String.format("  %-12s %-7s ", look.steps(), look.progress().lossText());
    String label = look.entry().asked().label();
    String padded = String.format("%-10s", state);
    boolean fits = head.length() + padded.length() + middle.length() + label.length() <= COLUMNS;
    output.line(head, colour(look.state()), padded, (middle + (fits ? label : "")).stripTrailing());
    if (!fits) {
      output.filled(BELOW, label);
    }
    below(look, expected.get(look.entry().number()));
  }

  private void below(EntryLook look, @Nullable Double seconds) {
    if (look.state().isRunning()) {
      Entry.Attempt last = look.entry().last();
      String gpu = last == null || last.gpu() == null ? "" : "GPU " + last.gpu() + ", ";
      look.progress()
          .remaining()
          .ifPresentOrElse(
              left -> output.line(BELOW + gpu + "about " + Figures.duration(left) + " to go"),
              () -> output.line(BELOW + gpu + "no pace yet"));
    } else if (seconds != null) {
      output.line(BELOW + "about " + duration(seconds) + " of steps, as a like run took");
    }
    if (look.reason() != null && look.state() != EntryState.FINISHED) {
      output.filled(BELOW, look.reason());
    }
  }

  private void foot(Queue.Overview overview, Map<Long, Double> expected, int waiting) {
    double known = expected.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!expected.isEmpty()) {
      int unknown = waiting - expected.size();
      output.line(
          "about "
              + duration(known)
              + " of steps wait"
              + (unknown > 0 ? ", and " + unknown + " more of unknown length" : ""));
    }
    if (overview.paused()) {
      output.line("paused: lorabake queue continue");
    }
    if (!overview.runner() && waiting > 0) {
      output.line("nobody works it off: lorabake queue run");
    }
  }

  private static String duration(double seconds) {
    return Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }

  private static Colour colour(EntryState state) {
    return switch (state) {
      case FINISHED, SKIPPED -> Colour.GREEN;
      case FAILED, LOST, BLOCKED -> Colour.RED;
      case STOPPED, STOPPING, CANCELLED, WAITING -> Colour.YELLOW;
      case STARTING, PREPARING, TRAINING, SAMPLING, SAVING -> Colour.CYAN;
    };
  }

  void show(EntryLook look, String recipe) {
    Asked asked = look.entry().asked();
    output.line(
        look.entry().number() + "  " + asked.label() + ": ",
        colour(look.state()),
        look.state().id(),
        "");
    fact("why", look.reason() == null ? "" : look.reason());
    fact("asked", asked.source() + " " + String.join(" ", asked.flags()));
    fact("frozen", recipe);
    fact("output", asked.outputName() + " in " + asked.outputDir());
    fact("steps", look.run() == null ? Figures.count(look.total()) : look.steps());
    fact("policy", asked.policy() == null ? "" : asked.policy().words());
    fact("secrets", String.join(", ", asked.secrets()));
    fact("added", asked.added().toString());
    for (Entry.Attempt attempt : look.entry().attempts()) {
      fact(
          "run",
          attempt.run()
              + (attempt.gpu() == null ? "" : " on GPU " + attempt.gpu())
              + (attempt.from() == null ? "" : ", goes on from " + attempt.from()));
    }
  }

  private void fact(String name, String text) {
    if (!text.isBlank()) {
      output.filled(String.format("  %-8s ", name), text);
    }
  }
}
