package dev.lorabake.cli;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.Work;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does for an entry of the queue what {@code train} does for a recipe. */
final class QueueWork implements Work {
  private final Surroundings surroundings;
  private final Path root;

  QueueWork(Surroundings surroundings, Path root) {
    this.surroundings = surroundings;
    this.root = root;
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
    Starting starting = new Starting(Home.find(), root, surroundings.variables());
    return (from == null ? starting : starting.after(from))
        .startAs(runName, prepared, upstream, whole);
  }
}
