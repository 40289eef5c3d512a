package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.preflight.Finding;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.ResumeWish;
import dev.lorabake.train.Resuming;
import dev.lorabake.train.Resumption;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.train.queue.Adding;
import dev.lorabake.train.queue.Detaching;
import dev.lorabake.train.queue.Grid;
import dev.lorabake.train.queue.QueueFolder;
import dev.lorabake.tui.Trainings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screen starts, as the commands do it without options: by what the environment and the
 * configuration name.
 */
final class ScreenTrainings implements Trainings {
  private static final String NO_UPSTREAM =
      "To train, run install.sh --with-upstream, or name a checkout by LORABAKE_SD_SCRIPTS;"
          + " rehearsing needs neither.";

  private final Surroundings surroundings;
  private final Path root;

  ScreenTrainings(Surroundings surroundings, Path root) {
    this.surroundings = surroundings;
    this.root = root;
  }

  @Override
  public String missing() {
    try {
      return new UpstreamArguments().finder(surroundings).lookUp(null, null).isPresent()
          ? ""
          : "sd-scripts is not set up. " + NO_UPSTREAM;
    } catch (UserError e) {
      return e.getMessage() + ". " + NO_UPSTREAM;
    }
  }

  @Override
  public Path makeDemo(Path workingFolder) {
    return new SampleProject(Home.find(), place(true).python())
        .make(SampleProject.freeFolder(workingFolder));
  }

  @Override
  public RunDirectory start(Path file, @Nullable String gpu, boolean rehearse) {
    UpstreamPlace place = place(rehearse);
    Prepared prepared = preparing(place).prepare(new Request(file, List.of(), null, gpu));
    refuseBlocked(prepared);
    return new Starting(Home.find(), root, surroundings.variables())
        .start(prepared, place, surroundings.rehearsalSwitches());
  }

  @Override
  public Resumption resumption(RunDirectory run) throws IOException, InterruptedException {
    return resumption(run, place(run.purpose() == Purpose.REHEARSAL));
  }

  private Resumption resumption(RunDirectory run, UpstreamPlace place)
      throws IOException, InterruptedException {
    new UnfinishedRuns(root).refuseOthers(run, false);
    Resumption resumption =
        new Resuming(run, preparing(place), new ResumeWish(List.of(), null, false, false)).plan();
    refuseBlocked(resumption.prepared());
    return resumption;
  }

  @Override
  public RunDirectory resume(RunDirectory run) throws IOException, InterruptedException {
    UpstreamPlace place = place(run.purpose() == Purpose.REHEARSAL);
    Resumption resumption = resumption(run, place);
    return new Starting(Home.find(), root, surroundings.variables())
        .after(resumption.from())
        .start(resumption.prepared(), place, surroundings.rehearsalSwitches());
  }

  @Override
  public void enqueue(Path file) throws IOException, InterruptedException {
    Adding adding =
        new Adding(
            new QueueFolder(root),
            surroundings.catalog(),
            surroundings.preparing(gpus -> null).learningFrom(root),
            dev.lorabake.run.Surroundings.system());
    List<Adding.Variant> variants =
        adding.check(
            new Adding.Wish(
                List.of(new Request(file, List.of(), null, null)),
                Grid.of(List.of(), surroundings.catalog()),
                null,
                false,
                null,
                null,
                false,
                null));
    for (Adding.Variant variant : variants) {
      if (variant.isBlocked()) {
        refuseBlocked(variant.prepared());
      }
    }
    adding.add(variants);
  }

  @Override
  public void workQueueOff() throws IOException, InterruptedException {
    Detaching.start(
        new QueueFolder(root),
        place(true).python(), // any Python will do
        Main.class,
        List.of("queue", "run", "--runs-dir", root.toString()));
  }

  private UpstreamPlace place(boolean rehearse) {
    UpstreamArguments upstream = new UpstreamArguments();
    upstream.rehearse = rehearse;
    if (!rehearse && !missing().isEmpty()) {
      throw new UserError("nothing can be trained here yet", missing());
    }
    return upstream.find(surroundings);
  }

  private Preparing preparing(UpstreamPlace place) {
    return ProbeArguments.starting(surroundings, place).learningFrom(root);
  }

  private static void refuseBlocked(Prepared prepared) {
    if (CheckCommand.blocked(prepared.verdict())) {
      Finding first = prepared.verdict().findings().getFirst();
      throw new UserError(first.message(), first.help());
    }
  }
}
