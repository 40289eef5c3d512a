package dev.lorabake.tui;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Resumption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where nothing is to be started. */
public class NoTrainings implements Trainings {
  private static UserError refusal() {
    return new UserError("nothing is started here", "look at the journeys");
  }

  @Override
  public String missing() {
    return "";
  }

  @Override
  public Path makeDemo(Path workingFolder) {
    throw refusal();
  }

  @Override
  public RunDirectory start(Path file, @Nullable String gpu, boolean rehearse) {
    throw refusal();
  }

  @Override
  public Resumption resumption(RunDirectory run) {
    throw refusal();
  }

  @Override
  public RunDirectory resume(RunDirectory run) {
    throw refusal();
  }

  @Override
  public void enqueue(Path file) {
    throw refusal();
  }

  @Override
  public void workQueueOff() {
    throw refusal();
  }
}
