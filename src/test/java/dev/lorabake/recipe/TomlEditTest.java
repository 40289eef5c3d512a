package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TomlEditTest {
  private static final String TEXT =
      """
      # head
      recipe = 1   # format

      [train] # options
        network_dim = 16 # the rank
        "network_alpha" = 8
        network_args = [ # several
          "conv_dim=8", # ]
          "conv_alpha=4",
        ]
      optimizer_type = 'Adam#W'
      training_comment = \"""
      [not] = "a table"
      \"""
      lr.rate = 3

      [[datasets]]
      resolution = [512, 768]
      [[datasets.subsets]]
      image_dir = "a = b"
      [[datasets.subsets]]
      image_dir = "c"
      num_repeats = 2

      [[datasets]]
      batch_size = 1
      [[datasets.subsets]]
      image_dir = "d"
      custom_attributes = { a = 1, b = "}" }
      """;

  private static String set(String table, String key, Object value) {
    TomlEdit edit = new TomlEdit(TEXT);
    assertTrue(edit.set(table, key, value), () -> table + "." + key);
    return edit.text();
  }

  @Test
  void changesAValueAndKeepsItsCommentAndItsPlace() {
    assertEquals(
        TEXT.replace("network_dim = 16 # the", "network_dim = 32 # the"),
        set("train", "network_dim", 32L));
    assertEquals(
        TEXT.replace("\"network_alpha\" = 8", "\"network_alpha\" = 4.5"),
        set("train", "network_alpha", 4.5));
    assertEquals(TEXT.replace("'Adam#W'", "\"AdamW\""), set("train", "optimizer_type", "AdamW"));
  }

  @Test
  void changesAListOverSeveralLines() {
    String list = TEXT.substring(TEXT.indexOf("[ # several"), TEXT.indexOf("]\noptimizer") + 1);
    assertEquals(
        TEXT.replace(list, "[\"conv_dim=8\"]"),
        set("train", "network_args", List.of("conv_dim=8")));
  }

  @Test
  void findsTheSubsetThatIsMeant() {
    assertEquals(
        TEXT.replace("num_repeats = 2", "num_repeats = 3"),
        set("datasets[0].subsets[1]", "num_repeats", 3L));
    assertEquals(
        TEXT.replace("image_dir = \"d\"", "image_dir = \"e\""),
        set("datasets[1].subsets[0]", "image_dir", "e"));
  }

  @Test
  void addsAKeyBehindTheLastOfItsTable() {
    assertEquals(
        TEXT.replace("\"\"\"\nlr.rate = 3\n", "\"\"\"\nlr.rate = 3\nseed = 42\n"),
        set("train", "seed", 42L));
    assertEquals(
        TEXT.replace("[512, 768]\n", "[512, 768]\nbatch_size = 2\n"),
        set("datasets[0]", "batch_size", 2L));
    assertEquals(TEXT.replace("# format\n", "# format\nname = \"cat\"\n"), set("", "name", "cat"));
  }

  @Test
  void makesATableThatIsMissing() {
    assertEquals(TEXT + "\n[launch]\nnum_processes = 2\n", set("launch", "num_processes", 2L));
    TomlEdit edit = new TomlEdit("[train]");
    assertTrue(edit.set("train", "seed", 1L));
    assertTrue(edit.set("check", "allow", List.of("no-seed")));
    assertEquals("[train]\nseed = 1\n\n[check]\nallow = [\"no-seed\"]\n", edit.text());
  }

  @Test
  void removesAKeyWithItsLines() {
    TomlEdit edit = new TomlEdit(TEXT);
    assertTrue(edit.remove("train", "network_args"));
    assertTrue(edit.remove("datasets[0].subsets[1]", "image_dir"));
    String list = TEXT.substring(TEXT.indexOf("  network_args"), TEXT.indexOf("optimizer"));
    assertEquals(TEXT.replace(list, "").replace("image_dir = \"c\"\n", ""), edit.text());
  }

  @Test
  void renamesAKeyWhereItStands() {
    TomlEdit edit = new TomlEdit(TEXT);
    assertTrue(edit.rename("train", "network_dim", "rank"));
    assertFalse(edit.rename("train", "rank", "network_alpha"));
    assertEquals(TEXT.replace("  network_dim = 16 # the", "  rank = 16 # the"), edit.text());
  }

  @Test
  void takesForDoneWhatIsNotThere() {
    TomlEdit edit = new TomlEdit(TEXT);
    assertTrue(edit.remove("train", "seed"));
    assertEquals(TEXT, edit.text());
  }

  @Test
  void leavesAloneWhatItCannotChangeByItself() {
    TomlEdit edit = new TomlEdit("train = { seed = 1, network_dim = 4 }\n");
    assertFalse(edit.remove("train", "seed"));
    assertFalse(edit.set("train", "seed", 2L));
    assertFalse(edit.set("datasets[3]", "batch_size", 2L));
    assertEquals("train = { seed = 1, network_dim = 4 }\n", edit.text());
  }

  @Test
  void keepsWindowsLineEnds() {
    TomlEdit edit = new TomlEdit("[train]\r\nseed = 1\r\nlr = 2\r\n");
    assertTrue(edit.set("train", "seed", 3L));
    assertTrue(edit.set("train", "name", "C:\\a"));
    assertTrue(edit.remove("train", "lr"));
    assertEquals("[train]\r\nseed = 3\r\nname = 'C:\\a'\r\n", edit.text());
  }

  @Test
  void worksWithoutALineEndAtTheEnd() {
    TomlEdit edit = new TomlEdit("seed = 1\nlr = 2");
    assertTrue(edit.set("", "dim", 3L));
    assertTrue(edit.remove("", "lr"));
    assertEquals("seed = 1\ndim = 3", edit.text());
  }

  @Test
  void tellsWhereAFlatConfigHasAKey() {
    TomlEdit edit = new TomlEdit("[a]\nseed = 1\n[b]\nseed = 2\n");
    assertEquals(List.of("a", "b"), edit.tablesWith("seed"));
    assertEquals("a", edit.firstTable());
    assertEquals("", new TomlEdit("seed = 1\n[b]\n").firstTable());
  }

  static Stream<Path> templates() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("templates"))) {
      files.filter(file -> file.toString().endsWith(".toml")).sorted().forEach(found::add);
    }
    return found.stream();
  }

  /** Every other line of a template stays as it is, whichever key is changed or removed. */
  @ParameterizedTest
  @MethodSource("templates")
  void touchesOneLineOfATemplate(Path template) throws IOException {
    String text = Files.readString(template);
    for (TomlLayout.Entry entry : TomlLayout.of(text).entries()) {
      TomlEdit changed = new TomlEdit(text);
      assertTrue(changed.set(entry.table(), entry.key(), "changed"), entry.toString());
      assertEquals(
          text.substring(0, entry.valueStart()) + "\"changed\"" + text.substring(entry.end()),
          changed.text());
      TomlEdit removed = new TomlEdit(text);
      assertTrue(removed.remove(entry.table(), entry.key()), entry.toString());
      List<String> rest = new ArrayList<>(text.lines().toList());
      removed.text().lines().forEach(rest::remove);
      assertEquals(1, rest.size(), rest::toString);
    }
  }

  private static String add(String text, String table, String key, Object value) {
    TomlEdit edit = new TomlEdit(text);
    assertTrue(edit.addTable(table, Map.of(key, value)), table);
    return edit.text();
  }

  private static String removeTable(String text, String table) {
    TomlEdit edit = new TomlEdit(text);
    assertTrue(edit.removeTable(table), table);
    return edit.text();
  }

  @Test
  void aTableIsAddedBehindTheOneBeforeIt() {
    assertEquals(
        TEXT.replace(
            "num_repeats = 2\n", "num_repeats = 2\n\n[[datasets.subsets]]\nimage_dir = \"e\"\n"),
        add(TEXT, "datasets[0].subsets[2]", "image_dir", "e"));
    assertEquals(
        TEXT + "\n[[datasets]]\nbatch_size = 4\n", add(TEXT, "datasets[2]", "batch_size", 4L));
    assertEquals(
        TEXT + "\n[[sample]]\nprompt = \"a cat\"\n", add(TEXT, "sample[0]", "prompt", "a cat"));
  }

  @Test
  void theFirstTableOfAParentGoesBehindWhatTheParentHas() {
    String text = "[[datasets]]\nresolution = 512\n\n[launch]\nnum_processes = 1\n";
    assertEquals(
        text.replace("512\n", "512\n\n[[datasets.subsets]]\nimage_dir = \"e\"\n"),
        add(text, "datasets[0].subsets[0]", "image_dir", "e"));
  }

  @Test
  void aTableIsNotAddedWhereItsNumberIsNotTheNext() {
    assertFalse(new TomlEdit(TEXT).addTable("datasets[0].subsets[3]", Map.of("image_dir", "e")));
    assertFalse(new TomlEdit(TEXT).addTable("datasets[0].subsets[1]", Map.of("image_dir", "e")));
    assertFalse(new TomlEdit(TEXT).addTable("datasets[7].subsets[0]", Map.of("image_dir", "e")));
  }

  @Test
  void aTableIsTakenOutWithThoseBelowItAndTheOthersMoveUp() {
    assertEquals(
        TEXT.replace("[[datasets.subsets]]\nimage_dir = \"a = b\"\n", ""),
        removeTable(TEXT, "datasets[0].subsets[0]"));
    int first = TEXT.indexOf("\n[[datasets]]");
    assertEquals(
        TEXT.substring(0, first) + TEXT.substring(TEXT.indexOf("\n[[datasets]]", first + 1)),
        removeTable(TEXT, "datasets[0]"));
  }

  @Test
  void theCommentAboveATableGoesWithIt() {
    String text =
        "a = 1\n\n# one\n[[sample]]\nprompt = \"x\"\n\n# two\n[[sample]]\nprompt = \"y\"\n";
    assertEquals("a = 1\n\n# two\n[[sample]]\nprompt = \"y\"\n", removeTable(text, "sample[0]"));
    assertEquals("a = 1\n\n# one\n[[sample]]\nprompt = \"x\"\n", removeTable(text, "sample[1]"));
  }

  @Test
  void addingAndTakingOutComesBackToTheSameText() {
    assertEquals(TEXT, removeTable(add(TEXT, "datasets[2]", "batch_size", 4L), "datasets[2]"));
    String windows = TEXT.replace("\n", "\r\n");
    String more = add(windows, "datasets[0].subsets[2]", "image_dir", "e");
    assertEquals(windows, removeTable(more, "datasets[0].subsets[2]"));
    assertFalse(more.replace("\r\n", "").contains("\n"));
  }
}
