package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.EntryState;
import dev.lorabake.train.queue.QueueEvent;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what a runner does, as it happens, and what it all came to. */
final class QueueProgress implements Consumer<QueueEvent> {
  private final Output output;
  private final boolean json;
  private final Set<EntryState> ends = EnumSet.noneOf(EntryState.class);

  QueueProgress(Output output, boolean json) {
    this.output = output;
    this.json = json;
  }

  @Override
  public void accept(QueueEvent event) {
    Entry entry = event.entry();
    switch (event) {
      case QueueEvent.Started started -> {
        String what = started.adopted() ? "goes on" : "started";
        String gpu = started.gpu() == null ? "" : " on GPU " + started.gpu();
        tell(
            entry,
            started.adopted() ? "adopted" : "started",
            what + gpu,
            started.run().name() + from(started.from()));
      }
      case QueueEvent.Ended ended -> {
        ends.add(ended.state());
        boolean fine = ended.state() == EntryState.FINISHED;
        tell(entry, ended.state().id(), ended.state().id(), fine ? null : ended.reason());
      }
      case QueueEvent.Retried retried -> {
        ends.remove(EntryState.LOST);
        tell(entry, "retried", "waits again", "lost for the " + retried.time() + ". time");
      }
      case QueueEvent.GoesOn again -> {
        ends.remove(EntryState.FAILED);
        ends.remove(EntryState.LOST);
        long seconds = again.further().pause().toSeconds();
        String wait = seconds == 0 ? "" : " in " + Figures.duration(again.further().pause());
        tell(entry, "goes-on", "waits again", again.further().reason() + wait);
      }
      case QueueEvent.Blocked blocked -> {
        ends.add(EntryState.BLOCKED);
        tell(entry, "blocked", "blocked", blocked.reason());
      }
      case QueueEvent.Skipped skipped ->
          tell(entry, "skipped", "skipped", "done already by " + skipped.run());
      case QueueEvent.Unwatched unwatched ->
          tell(entry, "unwatched", "goes on unwatched", unwatched.reason());
    }
    output.flush();
  }

  private static String from(@Nullable ResumedFrom from) {
    return from == null
        ? ""
        : ", from step " + Figures.count(from.step()) + " of " + from.run().getFileName();
  }

  private void tell(Entry entry, String id, String what, @Nullable String detail) {
    if (json) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("number", entry.number());
      members.put("label", entry.asked().label());
      members.put("what", id);
      members.put("detail", detail);
      output.jsonLine(members);
    } else {
      String head = entry.number() + "  " + entry.asked().label() + ": " + what;
      if (detail == null || detail.isEmpty()) {
        output.line(head);
      } else {
        output.filled(head + ": ", detail);
      }
    }
  }

  /** The worst that happened decides. */
  int exitCode() {
    if (ends.contains(EntryState.FAILED)) {
      return ExitCode.FAILED;
    }
    if (ends.contains(EntryState.LOST)) {
      return ExitCode.LOST;
    }
    if (ends.contains(EntryState.BLOCKED)) {
      return ExitCode.BLOCKED;
    }
    return ends.contains(EntryState.STOPPED) ? ExitCode.STOPPED : ExitCode.FINE;
  }
}
