package dev.lorabake.log.diagnosis;

import dev.lorabake.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The categories that a diagnosis can have, and what is known of each. */
public final class FailureGroups {
  private FailureGroups() {}

  /** Their names with what they are about, in the order of the documentation. */
  public static Map<String, String> titles() {
    return Titles.BY_NAME;
  }

  /** What fails in a group, why, and what to do, as a list in Markdown. */
  public static String page(String group) {
    Set<String> points = new LinkedHashSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      if (failure.group().equals(group) && (failure.strength() > 0 || failure.help().isEmpty())) {
        points.add(point(failure));
      }
    }
    return String.join("\n", points);
  }

  private static String point(KnownFailure failure) {
    StringBuilder point = new StringBuilder("- ");
    point.append(sentence(failure.cause().replaceAll("\\{\\d}", "…")));
    if (!failure.help().isEmpty()) {
      point.append(" Help: ").append(String.join("; ", failure.help())).append('.');
    }
    if (failure.finding() != null) {
      point.append(" Before the start: `").append(failure.finding()).append("`.");
    }
    return point.toString();
  }

  /** A setting keeps its spelling at the beginning. */
  private static String sentence(String text) {
    boolean setting = text.substring(0, (text + " ").indexOf(' ')).indexOf('_') >= 0;
    String first = text.substring(0, 1);
    return (setting ? first : first.toUpperCase(Locale.ROOT)) + text.substring(1) + ".";
  }

  /** Read apart from the failures: their names are asked for more often. */
  private static final class Titles {
    static final Map<String, String> BY_NAME = read();

    private static Map<String, String> read() {
      Map<String, String> titles = new LinkedHashMap<>();
      Json.resourceList(FailureGroups.class, "groups.json")
          .forEach(group -> titles.put(group.text("name"), group.text("title")));
      return Collections.unmodifiableMap(titles);
    }
  }
}
