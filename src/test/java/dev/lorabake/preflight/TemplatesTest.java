package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template passes the preflight once its placeholders are filled in. */
class TemplatesTest {
  @TempDir Path folder = Path.of("");

  static Stream<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("templates"))) {
      return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aTemplateHasNeitherErrorNorWarning(Path template) throws IOException {
    Path images = Files.createDirectory(folder.resolve("dataset"));
    for (int i = 0; i < 24; i++) {
      picture(images, i);
    }
    String family = SoundRecipe.familyIn(Files.readString(template));
    for (Map.Entry<String, byte[]> file : SampleModels.files(family).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    String text =
        Files.readString(template)
            .replace("<dataset folder>", images.toString())
            .replace("<base model file>", "model.safetensors")
            .replaceAll("\"<(\\w+) file>\"", "\"$1.safetensors\"");
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), text, List.of(), null)
            .recipe();
    Machine machine = new MachineFixture().machine();
    Plan plan = Planner.forMachine(machine).plan(recipe, machine);
    List<String> bad =
        Preflight.check(new Subject(recipe, plan, machine)).stream()
            .filter(found -> found.severity() != Severity.ADVICE)
            .map(found -> found.rule() + ": " + found.message())
            .toList();
    assertTrue(plan.totalSteps() > 0, () -> plan.problems().toString());
    assertEquals(List.of(), bad);
  }

  /** Two of three upright, as people take them. */
  private static void picture(Path folder, int number) throws IOException {
    boolean square = number % 3 == 0;
    BufferedImage image =
        new BufferedImage(
            square ? 1024 : 832, square ? 1024 : 1216, BufferedImage.TYPE_BYTE_BINARY);
    ImageIO.write(image, "png", folder.resolve(number + ".png").toFile());
    Files.writeString(folder.resolve(number + ".txt"), "sks person, number " + number);
  }
}
