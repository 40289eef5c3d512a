package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.JsonTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFileTest {
  private static final String TEXT =
      "{\n  \"a\": {\"b\": [1, {\"c\": 2}]},\n  \"x.y\": 1, \"a\": 3}";

  private static ForeignFile file(byte[] bytes) {
    return new ForeignFile(Path.of("/somewhere/f.json"), bytes, bytes.length);
  }

  private static ForeignFile text(String text) {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsTextByItsByteOrderMark(String charset) {
    ForeignFile file = file(("\uFEFF" + "käse").getBytes(Charset.forName(charset)));
    assertEquals("käse", file.text());
    assertTrue(file.isText());
  }

  @Test
  void isNoTextWithANulOrInAnotherEncoding() {
    assertFalse(text("a\0b").isText());
    assertFalse(file("käse".getBytes(StandardCharsets.ISO_8859_1)).isText());
    assertTrue(text("käse").isText());
  }

  @Test
  void knowsWhereEachKeyStands() {
    JsonSource source = JsonSource.of(text(TEXT.replace(", \"a\": 3", ""))).orElseThrow();
    assertEquals(2, Objects.requireNonNull(source.place("a.b[1].c")).line());
    assertEquals(3, Objects.requireNonNull(source.place("\"x.y\"")).line());
    assertEquals(
        "a.b[0]=1, a.b[1].c=2, \"x.y\"=1",
        source.keys().stream()
            .map(key -> key.key() + "=" + key.value())
            .collect(Collectors.joining(", ")));
  }

  @Test
  void namesKeysThatStandTwice() {
    assertEquals(List.of("a"), JsonSource.of(text(TEXT)).orElseThrow().repeated());
  }

  @Test
  void takesWhatPythonWritesAndNumbersBeyond64Bits() {
    ForeignFile file = text("{\"a\": NaN, \"b\": -Infinity, \"c\": 99999999999999999999}");
    assertEquals(
        List.of(Double.NaN, Double.NEGATIVE_INFINITY, 1e20),
        List.copyOf(JsonSource.of(file).orElseThrow().root().values()));
  }

  @Test
  void isNoJsonWhenItIsCutOffOrGoesTooDeep() {
    assertTrue(text("{\"a\": ").json().isEmpty());
    assertTrue(text("{\"a\":".repeat(100_000)).json().isEmpty());
    assertTrue(JsonSource.of(text("[1]")).isEmpty());
  }

  @Test
  void givesNoTwoMembersOneKey() {
    assertEquals("a.b", JsonTree.member("a", "b"));
    assertEquals("\"a.b\"", JsonTree.member("", "a.b"));
    assertEquals("\"\"", JsonTree.member("", ""));
    assertEquals("\"a[0]\"", JsonTree.member("", "a[0]"));
  }
}
