package dev.lorabake.log.diagnosis;

import dev.lorabake.event.PhaseName;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.log.Clue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every known failure, from the data files beside this class. */
final class FailureCatalog {
  private static final List<String> FILES =
      List.of(
          "harmless.json",
          "memory.json",
          "environment.json",
          "settings.json",
          "data.json",
          "model.json",
          "running.json",
          "places.json");

  private static final Set<Clue.Kind> USUAL = EnumSet.of(Clue.Kind.EXCEPTION, Clue.Kind.ERROR);
  private static final int SURE = 9;

  private final List<KnownFailure> failures = new ArrayList<>();
  private final Map<String, KnownFailure> byId = new LinkedHashMap<>();
  private final List<KnownFailure> byPlace;
  private final Map<Clue.Kind, PatternIndex> patterns = new EnumMap<>(Clue.Kind.class);

  private FailureCatalog() {
    for (String file : FILES) {
      Json.resourceList(FailureCatalog.class, file).forEach(entry -> add(read(entry)));
    }
    byPlace =
        failures.stream()
            .filter(failure -> failure.texts().isEmpty() && !failure.frames().isEmpty())
            .toList();
    for (Clue.Kind kind : Clue.Kind.values()) {
      patterns.put(
          kind,
          new PatternIndex(
              failures.stream().filter(failure -> failure.on().contains(kind)).toList()));
    }
  }

  /** The one catalogue; read when it is first asked for. */
  static FailureCatalog get() {
    return Holder.CATALOG;
  }

  List<KnownFailure> failures() {
    return failures;
  }

  /** Those that are told by their place in the code instead of by words. */
  List<KnownFailure> byPlace() {
    return byPlace;
  }

  /** The patterns that may be in such a text. */
  Set<PatternIndex.Entry> candidates(Clue.Kind kind, String text) {
    return Objects.requireNonNull(patterns.get(kind)).find(text);
  }

  /** One that the program itself refers to. */
  KnownFailure failure(String id) {
    KnownFailure failure = byId.get(id);
    if (failure == null) {
      throw new IllegalStateException("no known failure " + id);
    }
    return failure;
  }

  private void add(KnownFailure failure) {
    if ((!failure.isHarmless() && !FailureGroups.titles().containsKey(failure.group()))
        || byId.put(failure.id(), failure) != null) {
      throw new IllegalStateException(failure.id() + ": no such group, or known twice");
    }
    failures.add(failure);
  }

  private static KnownFailure read(JsonObject entry) {
    Set<Clue.Kind> on = EnumSet.noneOf(Clue.Kind.class);
    entry.texts("on").forEach(kind -> on.add(Clue.Kind.valueOf(kind.toUpperCase(Locale.ROOT))));
    Set<PhaseName> phases = EnumSet.noneOf(PhaseName.class);
    entry
        .texts("phases")
        .forEach(
            name -> phases.add(PhaseName.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT))));
    return new KnownFailure(
        entry.text("id"),
        entry.text("group"),
        on.isEmpty() ? USUAL : on,
        patterns(entry, "text"),
        patterns(entry, "frames"),
        patterns(entry, "unless"),
        phases,
        entry.textOrNull("needs"),
        (int) entry.number("strength", SURE),
        entry.flag("silent", false),
        entry.text("cause"),
        entry.texts("help"),
        entry.textOrNull("finding"),
        fix(entry),
        entry.objects("or").stream()
            .map(or -> new Alternative(or.text("category"), or.text("cause"), or.text("tell")))
            .toList());
  }

  private static Map<String, @Nullable Object> fix(JsonObject entry) {
    return entry.object("fix").toMap();
  }

  private static List<TextPattern> patterns(JsonObject entry, String name) {
    return entry.texts(name).stream().map(TextPattern::of).toList();
  }

  private static final class Holder {
    static final FailureCatalog CATALOG = new FailureCatalog();
  }
}
