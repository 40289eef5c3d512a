package dev.lorabake.tui.wizard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Home;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has nothing but pictures and a model gets to a finished rehearsal. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class FirstRecipeJourneyTest {
  @TempDir Path folder = Path.of("");

  private UpstreamPlace rehearsal() {
    return new UpstreamFinder(System.getenv(), Home.find()).rehearsal(null);
  }

  private Preparing preparing() {
    return new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty());
  }

  /** As the command does it, without asking this machine for its GPUs. */
  private RunDirectory start(Path file, @Nullable String gpu, boolean rehearse) {
    assertTrue(rehearse);
    Map<String, String> switches = Map.of("REHEARSAL_SECONDS_PER_STEP", "0");
    return new Starting(Home.find(), folder.resolve("runs"))
        .start(preparing().prepare(new Request(file, List.of(), null, gpu)), rehearsal(), switches);
  }

  @Test
  void fromNothingToAFinishedRehearsal() throws Exception {
    Path demo = new SampleProject(Home.find(), rehearsal().python()).make(folder);
    Files.delete(demo);
    World world =
        new World(
            folder,
            folder.resolve("runs"),
            Surroundings.system(),
            preparing(),
            this::start,
            new Drafts(folder.resolve("state")));
    try (UiDriver person = new UiDriver(world, HomeScreen.start(), 100, 30)) {
      person.see("No recipe in").type("n").see("What base model");
      person.press(KeyType.Enter).see("SD 1.5 character").press(KeyType.Enter);
      person.see("Where is the base model file").type("mod").press(KeyType.Tab);
      person.see("› models/").press(KeyType.Tab).see("stand-in-sd15.safetensors");
      person.press(KeyType.Enter).see("Which folder").type("dataset").press(KeyType.Enter);
      person.see("12 images, each with its caption").see("12 x 10").press(KeyType.Enter);
      person.see("What shall it be called").ctrl('u').type("shape").press(KeyType.Enter);
      person.see("Which GPU").type("3060").see("RTX 3060 12GB").press(KeyType.Enter);
      person.see("Is it right so?").see("shape.toml").see("VRAM").press(KeyType.Enter);
      person.see("lorabake ─ shape.toml").see("steps").type("R");
      person.see("rehearsal").see("finished");
    }
    assertTrue(Files.exists(folder.resolve("shape.toml")));
    RunDirectory run = RunDirectory.list(folder.resolve("runs")).getFirst();
    assertTrue(Files.readString(run.path().resolve("events.jsonl")).contains("\"verified\""));
  }
}
