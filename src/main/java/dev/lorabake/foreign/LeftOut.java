package dev.lorabake.foreign;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a tool that no recipe can say or needs to say, from a table beside its reader.
 *
 * @param key its name; {@code []} stands for any index, a {@code *} at the end for the rest
 * @param off values by which nothing is lost: what the tool does unless told otherwise
 * @param why what is lost, as a clause
 */
public record LeftOut(String key, List<@Nullable Object> off, String why) {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  /** The table of that name beside {@code neighbour}. */
  public static List<LeftOut> table(Class<?> neighbour, String name) {
    return Json.resourceList(neighbour, name).stream().map(LeftOut::read).toList();
  }

  private static LeftOut read(JsonObject json) {
    return new LeftOut(json.text("key"), json.list("off"), json.text("why"));
  }

  /** Accounts for what nobody has taken, as far as the table knows it. */
  public static void account(KeyView keys, List<LeftOut> table) {
    for (Key key : keys.unaccounted()) {
      if (!key.says()) {
        key.unset();
      }
      for (LeftOut left : table) {
        if (left.matches(key.name())) {
          left.account(key);
          break;
        }
      }
    }
  }

  private boolean matches(String name) {
    String plain = INDEX.matcher(name).replaceAll("[]");
    return key.endsWith("*")
        ? plain.startsWith(key.substring(0, key.length() - 1))
        : plain.equals(key);
  }

  private void account(Key found) {
    if (!found.says() || off.stream().anyMatch(value -> OptionValue.same(value, found.value()))) {
      found.unset();
    } else {
      found.dropped(why);
    }
  }
}
