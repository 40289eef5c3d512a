package dev.lorabake.cli;

import dev.lorabake.run.Attendant;
import dev.lorabake.run.Policy;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.OwnCommand;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does for an entry of the queue what {@code train} does for a recipe. */
final class QueueWork implements Work {
  private final Surroundings surroundings;
  private final Path root;
  private final RunnerArguments runner;

  QueueWork(Surroundings surroundings, Path root, RunnerArguments runner) {
    this.surroundings = surroundings;
    this.root = root;
    this.runner = runner;
  }

  @Override
  public Map<String, String> variables() {
    return surroundings.variables();
  }

  @Override
  public Preparing preparing(Entry entry) {
    UpstreamPlace place = upstream(entry);
    Surroundings own = surroundings.withOwnCatalog(); // each entry may name a checkout
    if (entry.asked().checkout() != null) {
      own.known().use(own, place);
    }
    return ProbeArguments.starting(own, place).learningFrom(root);
  }

  @Override
  public UpstreamPlace upstream(Entry entry) {
    UpstreamArguments named = new UpstreamArguments();
    named.checkout = entry.asked().checkout();
    named.python = entry.asked().python();
    named.rehearse = entry.asked().rehearsal();
    return named.find(surroundings);
  }

  @Override
  public RunDirectory start(
      String runName,
      Prepared prepared,
      @Nullable ResumedFrom from,
      UpstreamPlace upstream,
      Map<String, String> environment) {
    Map<String, String> whole = new LinkedHashMap<>(surroundings.rehearsalSwitches());
    whole.putAll(environment);
    Starting starting =
        new Starting(Home.find(), root, surroundings.variables()).attendedBy(attendant(upstream));
    return (from == null ? starting : starting.after(from))
        .startAs(runName, prepared, upstream, whole);
  }

  /** Only for a machine that may be taken away: all else about a queued run is its runner's. */
  private @Nullable Attendant attendant(UpstreamPlace place) {
    Duration grace = runner.grace(surroundings, place.rehearsal());
    if (grace == null) {
      return null;
    }
    List<String> argv = new ArrayList<>(OwnCommand.of(Home.find(), Main.class));
    argv.add(AttendCommand.NAME);
    return new Attendant(
        argv,
        surroundings.workingFolder(),
        new Policy(0, 0, Policy.USUAL_WAIT, grace, null),
        true,
        new Attendant.Start(place.checkout(), place.python(), place.rehearsal(), null, true),
        Set.of(),
        null);
  }
}
