package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.foreign.OptionValue;
import dev.lorabake.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What lorabake knows of the GUI's window is what {@code LORABAKE_KOHYA_SS} opens. */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_KOHYA_SS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class GuiWindowLiveTest {
  @TempDir Path folder = Path.of("");

  @Test
  void knowsEveryFieldWithItsDefaultAndItsLimits() {
    JsonObject window = PythonLines.widgets(folder);
    List<String> keys =
        GuiTable.bundled().keys().stream().filter(GuiKey::isCurrent).map(GuiKey::key).toList();
    assertEquals(List.copyOf(window.names()), keys);
    List<String> complaints = new ArrayList<>();
    for (String name : keys) {
      JsonObject field = window.object(name);
      GuiKey key = GuiTable.bundled().key(name).orElseThrow();
      GuiLimits limits = GuiLimits.of(name);
      expect(complaints, name, field.value("value"), key.initial());
      boolean free = field.flag("custom", true);
      expect(complaints, name, free ? List.of() : field.list("choices"), limits.choices());
      expect(complaints, name, number(field, "minimum"), limits.minimum());
      if (!name.equals("num_cpu_threads_per_process")) { // as many as the machine has
        expect(complaints, name, number(field, "maximum"), limits.maximum());
      }
    }
    assertEquals(List.of(), complaints);
  }

  private static @Nullable Double number(JsonObject field, String name) {
    return field.has(name) ? field.number(name) : null;
  }

  private static void expect(
      List<String> complaints, String key, @Nullable Object window, @Nullable Object known) {
    if (!OptionValue.same(window, known)) {
      complaints.add(key + ": the window has " + window + ", lorabake " + known);
    }
  }
}
