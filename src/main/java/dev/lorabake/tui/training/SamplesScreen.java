package dev.lorabake.tui.training;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Control images beside each other: of one prompt, across the steps of the training.
 *
 * @param prompt counts from 0 among the prompts that have pictures
 * @param first the leftmost picture of that prompt, counted from 0
 * @param pictures those that were read, by file
 */
record SamplesScreen(
    RunDirectory run,
    List<SampleFile> samples,
    int prompt,
    int first,
    Map<Path, BufferedImage> pictures)
    implements Screen {
  private static final int NARROWEST = 24;
  private static final Binding BEFORE =
      new Binding(
          "left",
          List.of(Key.of(Key.Name.LEFT), Key.of('h')),
          "earlier",
          "Go to earlier steps",
          true);
  private static final Binding LATER =
      new Binding(
          "right",
          List.of(Key.of(Key.Name.RIGHT), Key.of('l')),
          "later",
          "Go to later steps",
          true);
  private static final Binding PROMPT =
      Binding.of("prompt", Key.of(Key.Name.TAB), "prompt", "Go to the next prompt");

  static SamplesScreen of(RunDirectory run, List<SampleFile> samples) {
    return new SamplesScreen(run, samples, 0, Math.max(0, count(samples, 0) - 2), Map.of());
  }

  static List<Binding> keys() {
    return List.of(BEFORE, LATER, PROMPT);
  }

  @Override
  public String title() {
    return run.name() + " ─ samples";
  }

  @Override
  public String status() {
    return "prompt " + (prompt + 1) + " of " + prompts();
  }

  @Override
  public List<Effect> opening() {
    return List.of(new LoadPictures(samples.stream().map(SampleFile::file).toList()));
  }

  private long prompts() {
    return samples.stream().mapToInt(SampleFile::prompt).distinct().count();
  }

  private static int count(List<SampleFile> samples, int prompt) {
    return (int) samples.stream().filter(one -> one.prompt() == prompt).count();
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LoadPictures.Loaded loaded -> {
        Map<Path, BufferedImage> all = new HashMap<>(pictures);
        all.putAll(loaded.pictures());
        yield Next.stay(new SamplesScreen(run, samples, prompt, first, Map.copyOf(all)));
      }
      case Msg.Scrolled wheel -> Next.stay(at(first + Integer.signum(wheel.lines())));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "left" -> Next.stay(at(first - 1));
            case "right" -> Next.stay(at(first + 1));
            case "prompt" ->
                Next.stay(
                    new SamplesScreen(
                        run, samples, (prompt + 1) % (int) Math.max(1, prompts()), 0, pictures));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private SamplesScreen at(int index) {
    return new SamplesScreen(
        run,
        samples,
        prompt,
        Math.clamp(index, 0, Math.max(0, count(samples, prompt) - 1)),
        pictures);
  }

  @Override
  public List<Offer> offers() {
    String one = prompts() > 1 ? null : "there is one prompt only";
    return List.of(Offer.of(BEFORE), Offer.of(LATER), new Offer(PROMPT, one));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    List<SampleFile> row = samples.stream().filter(one -> one.prompt() == prompt).toList();
    Area inside = area.rightOf(1).left(area.width() - 1);
    int columns = Math.clamp(inside.width() / NARROWEST, 1, 4);
    int width = inside.width() / columns;
    int height = width / 2 + 1; // of a square one with its title
    int lines = Math.max(1, inside.height() / height);
    for (int i = 0; i < columns * lines && first + i < row.size(); i++) {
      SampleFile sample = row.get(first + i);
      Area line = lines == 1 ? inside : inside.below(i / columns * height).top(height);
      Area place = line.rightOf(i % columns * width).left(width - 1);
      canvas.write(place, 0, 0, sample.when(), Ink.TITLE);
      BufferedImage picture = pictures.get(sample.file());
      if (picture == null) {
        canvas.write(place, 0, 1, "reading …", Ink.DIM);
      } else {
        HalfBlocks.paint(canvas, place.below(1), picture);
      }
    }
    if (row.isEmpty()) {
      canvas.write(area, 1, 1, "no picture yet", Ink.DIM);
    }
  }
}
