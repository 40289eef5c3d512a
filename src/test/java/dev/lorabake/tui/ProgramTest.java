package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fault of lorabake's own takes neither the screen nor what somebody did on it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProgramTest {
  @TempDir Path folder = Path.of("");

  /** Throws where it is told to. */
  private record Stumbling(int count, boolean unpaintable) implements Screen {
    @Override
    public String title() {
      return "stumbling";
    }

    @Override
    public Next update(Msg msg) {
      return msg instanceof Msg.Typed typed
          ? switch (typed.key().codePoint()) {
            case 'u' -> throw new IllegalStateException("the update stumbled");
            case 'p' -> Next.stay(new Stumbling(count, !unpaintable));
            case 'e' -> Next.stay(this, new Broken(new IllegalStateException("it stumbled")));
            case 'o' -> Next.stay(this, new Broken(new StackOverflowError()));
            case 'm' -> Next.stay(this, new Broken(new NoSuchFileException("/some/file")));
            default -> Next.stay(new Stumbling(count + 1, unpaintable));
          }
          : Next.stay(this);
    }

    @Override
    public void paint(Canvas canvas, Area area) {
      if (unpaintable) {
        throw new IllegalStateException("the paint stumbled");
      }
      canvas.write(area, 0, 0, "count " + count, Ink.TEXT);
    }

    @Override
    public List<Offer> offers() {
      return List.of();
    }
  }

  private record Broken(Throwable thrown) implements Effect {
    @Override
    public void perform(World world, Consumer<Msg> tell) throws Exception {
      switch (thrown) {
        case Exception e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(thrown);
      }
    }
  }

  private World world() {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  private List<String> reports() throws IOException {
    List<String> texts;
    try (Stream<Path> files = Files.list(folder.resolve("faults"))) {
      texts = files.sorted().map(ProgramTest::text).toList();
    }
    return texts;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anUpdateThatThrowsIsToldWithItsReportAndChangesNothing() throws Exception {
    try (UiDriver person = new UiDriver(world(), new Stumbling(0, false), 110, 12)) {
      person.type("aau").see("a fault of lorabake").see("the update stumbled").see("fault-");
      person.see("your files are as they").see("count 2");
      person.type("a").see("count 3").seeNoMore("fault").type("u").see("stumbled");
    }
    assertEquals(1, reports().size(), "the same fault is written down once");
    assertTrue(reports().getFirst().contains("ProgramTest$Stumbling.update"));
  }

  @Test
  void aScreenThatCannotBePaintedSaysSoAndKeysWorkOn() throws Exception {
    try (UiDriver person = new UiDriver(world(), new Stumbling(0, false), 110, 12)) {
      person.type("ap").see("This screen cannot be shown").see("the paint stumbled").see("fault-");
      person.type("ap").see("count 2");
      person.type("p").see("cannot be shown").press(KeyType.Escape).awaitEnd();
    }
  }

  @Test
  void anEffectThatThrowsWhateverItIsTells() throws Exception {
    try (UiDriver person = new UiDriver(world(), new Stumbling(0, false), 110, 12)) {
      person.type("e").see("it stumbled").see("fault-");
      person.type("o").see("StackOverflowError");
      person.type("m").see("/some/file is not there; check the disk").see("count 0");
    }
    assertEquals(2, reports().size(), "a missing file is no fault");
  }

  @Test
  void aReportThatCannotBeWrittenIsToldToo() throws Exception {
    Files.writeString(folder.resolve("faults"), "a file");
    try (UiDriver person = new UiDriver(world(), new Stumbling(0, false), 110, 12)) {
      person.type("u").see("its report cannot be written").see("count 0");
    }
  }
}
