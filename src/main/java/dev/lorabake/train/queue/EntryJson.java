package dev.lorabake.train.queue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.run.Policy;
import dev.lorabake.run.Retry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as the text of its file. */
final class EntryJson {
  private static final int VERSION = 1;

  private EntryJson() {}

  static String write(Entry entry) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", VERSION);
    members.put("number", entry.number());
    members.putAll(asked(entry.asked()));
    members.put("attempts", entry.attempts().stream().map(EntryJson::attempt).toList());
    members.put("wanted", entry.wanted());
    members.put("lost_retries", entry.lostRetries());
    members.put("cancelled", text(entry.cancelled()));
    members.put("blocked", entry.blocked());
    members.put("done_by", entry.doneBy());
    members.put("next", entry.again() == null ? null : again(entry.again()));
    return Json.pretty(members) + "\n";
  }

  private static Map<String, @Nullable Object> asked(Asked asked) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("label", asked.label());
    members.put("added", asked.added().toString());
    members.put("source", asked.source().toString());
    members.put("flags", asked.flags());
    members.put("varied", asked.varied());
    members.put("grid", asked.grid());
    members.put("output_dir", asked.outputDir().toString());
    members.put("output_name", asked.outputName());
    members.put("files", asked.files());
    members.put("digest", asked.digest());
    members.put("card", asked.card());
    members.put("rehearsal", asked.rehearsal());
    members.put("sd_scripts", text(asked.checkout()));
    members.put("python", asked.python());
    members.put("again", asked.again());
    members.put("secrets", asked.secrets());
    members.put("updates", asked.updates());
    members.put("step_kind", asked.stepKind());
    members.put("policy", asked.policy() == null ? null : asked.policy().members());
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

  private static Map<String, @Nullable Object> again(Entry.Again again) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("from_start", again.fromStart());
    members.put("why", again.why() == null ? null : again.why().id());
    members.put("not_before", text(again.notBefore()));
    members.put("reason", again.reason());
    return members;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonError for anything else
   */
  static Entry read(String text, String what) {
    JsonObject value = Json.object(text, what);
    if (value.whole("version") != VERSION) {
      throw new JsonError(what + " is of version " + value.whole("version"));
    }
    try {
      return new Entry(
          value.whole("number"),
          asked(value),
          value.objects("attempts").stream().map(EntryJson::attempt).toList(),
          value.whole("wanted"),
          value.whole("lost_retries", 0),
          value.has("cancelled") ? Instant.parse(value.text("cancelled")) : null,
          value.textOrNull("blocked"),
          value.textOrNull("done_by"),
          value.has("next") ? again(value.object("next")) : null);
    } catch (DateTimeException | InvalidPathException e) {
      throw new JsonError(what + ": " + e.getMessage());
    }
  }

  private static Asked asked(JsonObject value) {
    Map<String, String> varied = new LinkedHashMap<>();
    JsonObject settings = value.object("varied");
    settings.names().forEach(name -> varied.put(name, settings.text(name)));
    String checkout = value.textOrNull("sd_scripts");
    return new Asked(
        value.text("label"),
        Instant.parse(value.text("added")),
        Path.of(value.text("source")),
        value.texts("flags"),
        varied,
        value.has("grid") ? (Long) value.whole("grid") : null,
        Path.of(value.text("output_dir")),
        value.text("output_name"),
        value.texts("files"),
        value.text("digest"),
        value.textOrNull("card"),
        value.flag("rehearsal", false),
        checkout == null ? null : Path.of(checkout),
        value.textOrNull("python"),
        value.flag("again", false),
        value.texts("secrets"),
        value.whole("updates", 0),
        value.text("step_kind", ""),
        value.has("policy") ? Policy.of(value.object("policy")) : null);
  }

  private static Entry.Again again(JsonObject value) {
    return new Entry.Again(
        value.flag("from_start", false),
        why(value),
        value.has("not_before") ? Instant.parse(value.text("not_before")) : null,
        value.textOrNull("reason"));
  }

  private static @Nullable Retry why(JsonObject value) {
    return value.has("why") ? Retry.of(value.text("why")) : null;
  }

  private static Entry.Attempt attempt(JsonObject value) {
    return new Entry.Attempt(
        name(value.text("run")),
        Instant.parse(value.text("at")),
        value.textOrNull("gpu"),
        value.flag("started", false),
        value.has("from") ? name(value.text("from")) : null,
        why(value));
  }

  private static String name(String run) {
    List<String> names = List.of(".", "..");
    if (run.isEmpty() || names.contains(run) || run.indexOf('/') >= 0 || run.indexOf('\\') >= 0) {
      throw new JsonError("\"" + run + "\" is not the name of a run directory");
    }
    return run;
  }
}
