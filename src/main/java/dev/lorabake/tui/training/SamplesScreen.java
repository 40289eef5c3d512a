package dev.lorabake.tui.training;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Control images beside each other: of one prompt, across the steps of the training.
 *
 * @param prompt counts from 0 among the prompts that have pictures
 * @param end the picture of that prompt behind the rightmost one, counted from 0; at the newest it
 *     stays there as more come
 * @param pictures those that were read, by file
 * @param unreadable those that could not be
 */
record SamplesScreen(
    RunDirectory run,
    RunFacts facts,
    List<SampleFile> samples,
    int prompt,
    int end,
    Map<Path, BufferedImage> pictures,
    Set<Path> unreadable)
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

  static SamplesScreen of(RunDirectory run, RunFacts facts, List<SampleFile> samples) {
    return new SamplesScreen(run, facts, samples, 0, count(samples, 0), Map.of(), Set.of());
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
      case LoadPictures.Loaded loaded -> Next.stay(with(loaded));
      case FollowRun.Events portion when portion.run() == run -> taken(portion.entries());
      case Msg.Scrolled wheel -> Next.stay(at(end + Integer.signum(wheel.lines())));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "left" -> Next.stay(at(end - 1));
            case "right" -> Next.stay(at(end + 1));
            case "prompt" -> Next.stay(of((prompt + 1) % (int) Math.max(1, prompts())));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private SamplesScreen with(LoadPictures.Loaded loaded) {
    Map<Path, BufferedImage> all = new HashMap<>(pictures);
    all.putAll(loaded.pictures());
    Set<Path> broken = new HashSet<>(unreadable);
    broken.addAll(loaded.unreadable());
    return new SamplesScreen(run, facts, samples, prompt, end, Map.copyOf(all), Set.copyOf(broken));
  }

  /** Pictures that appear while they are looked at. */
  private Next taken(List<JournalEntry> entries) {
    long before = facts.countedFrom();
    List<SampleFile> more =
        entries.stream()
            .map(JournalEntry::event)
            .filter(RunEvent.Sample.class::isInstance)
            .flatMap(event -> SampleFile.of((RunEvent.Sample) event, before).stream())
            .filter(sample -> samples.stream().noneMatch(one -> one.file().equals(sample.file())))
            .toList();
    if (more.isEmpty()) {
      return Next.stay(this);
    }
    List<SampleFile> all = new ArrayList<>(samples);
    all.addAll(more);
    int newest = count(samples, prompt);
    int last = end == newest ? count(all, prompt) : end;
    return Next.stay(
        new SamplesScreen(run, facts, List.copyOf(all), prompt, last, pictures, unreadable),
        new LoadPictures(more.stream().map(SampleFile::file).toList()));
  }

  private SamplesScreen of(int other) {
    return new SamplesScreen(
        run, facts, samples, other, count(samples, other), pictures, unreadable);
  }

  private SamplesScreen at(int index) {
    int most = count(samples, prompt);
    return new SamplesScreen(
        run,
        facts,
        samples,
        prompt,
        Math.clamp(index, Math.min(1, most), most),
        pictures,
        unreadable);
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
    int first = Math.max(0, end - columns * lines);
    for (int i = 0; i < columns * lines && first + i < row.size(); i++) {
      SampleFile sample = row.get(first + i);
      Area line = lines == 1 ? inside : inside.below(i / columns * height).top(height);
      Area place = line.rightOf(i % columns * width).left(width - 1);
      canvas.write(place, 0, 0, sample.when(), Ink.TITLE);
      BufferedImage picture = pictures.get(sample.file());
      if (picture == null) {
        String why = unreadable.contains(sample.file()) ? "cannot be read" : "reading …";
        canvas.write(place, 0, 1, why, Ink.DIM);
      } else {
        HalfBlocks.paint(canvas, place.below(1), picture);
      }
    }
    if (row.isEmpty()) {
      canvas.write(area, 1, 1, "no picture yet", Ink.DIM);
    }
  }
}
