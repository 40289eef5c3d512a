package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.tui.compare.CompareScreen;
import dev.lorabake.tui.dataset.DatasetScreen;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.picker.PickerScreen;
import dev.lorabake.tui.queue.QueueScreen;
import dev.lorabake.tui.runs.RunsScreen;
import dev.lorabake.tui.setup.SetUpScreen;
import dev.lorabake.tui.training.TrainingScreen;
import dev.lorabake.tui.wizard.WizardScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The page of keys is made of the tables that footer and help are made of. {@code mvn -q test
 * -Dtest=KeysPageTest -Dlorabake.rewrite=true} writes it.
 */
class KeysPageTest {
  private static final Path PAGE = Path.of("src/docs/screen.md");
  private static final String BEGIN = "<!-- written by KeysPageTest -->\n";

  private record Table(String title, List<Binding> keys) {}

  private static List<Table> tables() {
    return List.of(
        new Table("Everywhere", KeyTables.everywhere()),
        new Table("Home", HomeScreen.keys()),
        new Table("New recipe", WizardScreen.keys()),
        new Table("Set up", SetUpScreen.keys()),
        new Table("A file or a folder", PickerScreen.keys()),
        new Table("Dataset", DatasetScreen.keys()),
        new Table("Runs", RunsScreen.keys()),
        new Table("Two runs", CompareScreen.keys()),
        new Table("Queue", QueueScreen.keys()),
        new Table("Training", TrainingScreen.keys()));
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder text = new StringBuilder(page.substring(0, page.indexOf(BEGIN) + BEGIN.length()));
    for (Table table : tables()) {
      text.append("\n### ").append(table.title()).append("\n| key | |\n|---|---|\n");
      for (Binding key : table.keys()) {
        text.append("| `%s` | %s |\n".formatted(key.shown(), key.help()));
      }
    }
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, text.toString());
    }
    assertEquals(
        text.toString(),
        Files.readString(PAGE),
        "mvn -q test -Dtest=KeysPageTest -Dlorabake.rewrite=true");
  }

  /** The training's table is of several screens above each other. */
  @Test
  void noKeyMeansTwoThingsOnAScreen() {
    for (Table table : tables()) {
      Set<Key> seen = new HashSet<>();
      for (Binding binding : table.keys()) {
        if (!table.title().equals("Training")) {
          for (Key key : binding.keys()) {
            assertEquals(true, seen.add(key), table.title() + ": " + key.shown());
          }
        }
      }
    }
  }
}
