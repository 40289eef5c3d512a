package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTextTest {
  private static final String TEXT =
      """
      # a title
      name = "old"   # shown

      [train]  # the options
      network_dim = 8   # rank = strength
      network_args = [
        "a=1", # one ]
        "b=[2]",
      ]
      text = "a # b = ]"

      [[datasets]]
      resolution = 512
      [[datasets.subsets]]
      image_dir = 'x'
      [[datasets.subsets]]
      image_dir = 'y'
      """;

  @Test
  void replacesAValueAndKeepsItsComment() {
    String text = RecipeText.of(TEXT).set("train", 0, "network_dim", 16L).text();
    assertEquals(TEXT.replace("network_dim = 8   #", "network_dim = 16  #"), text);
  }

  @Test
  void replacesAListOverSeveralLines() {
    String text = RecipeText.of(TEXT).set("train", 0, "network_args", List.of("c=3")).text();
    assertEquals(
        TEXT.replace(
            "network_args = [\n  \"a=1\", # one ]\n  \"b=[2]\",\n]\n",
            "network_args = [\"c=3\"]\n"),
        text);
  }

  @Test
  void addsAValueBehindTheLastOfItsTable() {
    String text = RecipeText.of(TEXT).set("train", 0, "seed", 42L).text();
    assertEquals(TEXT.replace("= ]\"\n", "= ]\"\nseed = 42\n"), text);
  }

  @Test
  void findsTheRightTableOfAnArray() {
    String text = RecipeText.of(TEXT).set("datasets.subsets", 1, "image_dir", "z").text();
    assertEquals(TEXT.replace("'y'", "\"z\""), text);
  }

  @Test
  void changesTheTopOfTheFile() {
    String text = RecipeText.of(TEXT).set("", 0, "name", "new").text();
    assertEquals(TEXT.replace("\"old\"   #", "\"new\"  #"), text);
  }

  @Test
  void opensATableThatIsNotThere() {
    String text = RecipeText.of("a = 1\n").set("check", 0, "allow", List.of("x")).text();
    assertEquals("a = 1\n\n[check]\nallow = [\"x\"]\n", text);
  }

  @Test
  void removesAValue() {
    String text = RecipeText.of(TEXT).remove("train", 0, "network_args").text();
    assertEquals(TEXT.replace("network_args = [\n  \"a=1\", # one ]\n  \"b=[2]\",\n]\n", ""), text);
  }
}
