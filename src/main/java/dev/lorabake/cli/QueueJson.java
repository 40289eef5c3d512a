package dev.lorabake.cli;

import dev.lorabake.train.queue.Asked;
import dev.lorabake.train.queue.Comparison;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.EntryLook;
import dev.lorabake.train.queue.EntryState;
import dev.lorabake.train.queue.Queue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue in the shapes that are published. */
final class QueueJson {
  private QueueJson() {}

  static Map<String, @Nullable Object> of(Queue.Overview overview, Map<Long, Double> expected) {
    List<Object> entries = new ArrayList<>();
    long place = 0;
    for (EntryLook look : overview.entries()) {
      boolean waits = look.state() == EntryState.WAITING;
      place += waits ? 1 : 0;
      Long own = waits ? (Long) place : null;
      entries.add(entry(look, own, expected.get(look.entry().number())));
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("paused", overview.paused());
    members.put("runner", overview.runner());
    members.put("entries", entries);
    members.put("trouble", overview.trouble());
    return members;
  }

  private static Map<String, @Nullable Object> entry(
      EntryLook look, @Nullable Long place, @Nullable Double expected) {
    Asked asked = look.entry().asked();
    Entry.Attempt last = look.entry().last();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("number", look.entry().number());
    members.put("place", place);
    members.put("state", look.state().id());
    members.put("label", asked.label());
    members.put("varied", asked.varied());
    members.put("grid", asked.grid());
    members.put("source", asked.source().toString());
    members.put("output_dir", asked.outputDir().toString());
    members.put("output_name", asked.outputName());
    members.put("rehearsal", asked.rehearsal());
    members.put("run", look.run() == null ? null : look.run().path().toString());
    members.put("gpu", last == null ? null : last.gpu());
    members.put("step", look.progress().step());
    members.put("total", look.total());
    members.put("loss", look.progress().loss());
    members.put(
        "remaining_seconds",
        look.state().isRunning()
            ? look.progress().remaining().map(left -> left.toMillis() / 1000.0).orElse(null)
            : null);
    members.put("expected_seconds", expected);
    members.put("reason", look.reason());
    return members;
  }

  static Map<String, @Nullable Object> whole(EntryLook look, Path recipe) {
    Asked asked = look.entry().asked();
    Map<String, @Nullable Object> members = entry(look, null, null);
    members.put("added", asked.added().toString());
    members.put("flags", asked.flags());
    members.put("secrets", asked.secrets());
    members.put("policy", asked.policy() == null ? null : asked.policy().members());
    members.put("files", asked.files());
    members.put("digest", asked.digest());
    members.put("recipe", recipe.toString());
    members.put("done_by", look.entry().doneBy());
    members.put("attempts", look.entry().attempts().stream().map(QueueJson::attempt).toList());
    return members;
  }

  private static Map<String, @Nullable Object> attempt(Entry.Attempt attempt) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("run", attempt.run());
    members.put("at", attempt.at().toString());
    members.put("gpu", attempt.gpu());
    members.put("started", attempt.started());
    members.put("from", attempt.from());
    members.put("why", attempt.why() == null ? null : attempt.why().id());
    return members;
  }

  static Map<String, @Nullable Object> of(Comparison row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("number", row.entry().number());
    members.put("label", row.entry().asked().label());
    members.put("varied", row.entry().asked().varied());
    members.put("state", row.state().id());
    members.put("run", row.run());
    members.put("step", row.figures().step());
    members.put("total", row.figures().total());
    members.put("loss", row.figures().loss());
    members.put("loss_finite", row.figures().lossFinite());
    members.put("tail_loss", row.figures().tailLoss());
    members.put("seconds_per_step", row.figures().secondsPerStep());
    members.put("peak_bytes", row.figures().peakBytes());
    members.put("file_bytes", row.figures().fileBytes());
    return members;
  }
}
