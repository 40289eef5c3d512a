package dev.lorabake.cli;

import dev.lorabake.run.Attendant;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.train.policy.Work;
import java.nio.file.Path;
import java.util.Map;

/** Does for a run that goes on by itself what {@code train} and {@code resume} did for it. */
final class PolicyWork implements Work {
  private final Surroundings surroundings;

  PolicyWork(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Map<String, String> variables() {
    return surroundings.variables();
  }

  @Override
  public Preparing preparing(Attendant.Start start, Path runsRoot) {
    UpstreamPlace place = place(start);
    Surroundings own = surroundings.withOwnCatalog(); // this program may know another checkout
    if (!place.rehearsal()) {
      own.known().use(own, place);
    }
    ProbeArguments probe = new ProbeArguments();
    probe.noProbe = !start.probe();
    return probe.preparing(own, place).learningFrom(runsRoot);
  }

  @Override
  public RunDirectory start(String runName, NextTry next, Attendant attendant, Path runsRoot) {
    Starting starting =
        new Starting(Home.find(), runsRoot, surroundings.variables()).attendedBy(attendant);
    return (next.from() == null ? starting : starting.after(next.from()))
        .startAs(
            runName, next.prepared(), place(attendant.start()), surroundings.rehearsalSwitches());
  }

  private static UpstreamPlace place(Attendant.Start start) {
    return new UpstreamPlace(start.checkout(), start.python(), start.rehearsal(), "the run before");
  }
}
