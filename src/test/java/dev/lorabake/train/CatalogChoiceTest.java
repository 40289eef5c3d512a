package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CatalogChoiceTest {
  @TempDir Path folder = Path.of("");
  private final List<String> told = new ArrayList<>();

  private Catalog choose(Path checkout) {
    return new CatalogChoice(Home.find(), folder.resolve("cache"))
        .choose(new UpstreamPlace(checkout, "python3", false, "the test"), told::add);
  }

  /** A checkout whose one script adds an option that upstream does not have. */
  private Path checkout() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout"));
    Files.writeString(
        checkout.resolve("train_network.py"),
        """
        import argparse

        def setup_parser():
            parser = argparse.ArgumentParser()
            parser.add_argument("--network_dim", type=int, default=None)
            parser.add_argument("--brand_new", type=float, default=0.5)
            return parser
        """);
    return checkout;
  }

  @Test
  void usesAndReportsTheOptionsOfACheckoutThatDiffers() throws IOException {
    Catalog catalog = choose(checkout());
    assertEquals(0.5, catalog.option("brand_new").orElseThrow().defaultIn("train_network.py"));
    assertTrue(told.getFirst().startsWith("this sd-scripts differs"), told.toString());
    assertTrue(told.getLast().startsWith("using the options of the installed"), told.toString());
  }

  @Test
  void readsACheckoutOnce() throws IOException {
    Path checkout = checkout();
    choose(checkout);
    told.clear();
    choose(checkout);
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void fallsBackToTheBundledOptionsAndSaysSo() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("train_network.py"), "import no_such_module\n");
    assertSame(Catalog.bundled(), choose(broken));
    assertTrue(told.getLast().endsWith("the bundled ones are used"), told.toString());
  }

  @Test
  void takesTheBundledOptionsWhereNoCheckoutIsKnown() {
    assertSame(Catalog.bundled(), new CatalogChoice(Home.find(), folder).choose(null, told::add));
    assertEquals(List.of(), told);
  }
}
