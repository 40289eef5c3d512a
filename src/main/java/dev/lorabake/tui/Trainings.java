package dev.lorabake.tui;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Resumption;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts trainings, as the commands {@code train}, {@code resume} and {@code queue} do. */
public interface Trainings {
  /** What a training on this machine lacks, with what to do; empty where nothing is known to. */
  String missing();

  /**
   * Makes a sample project in a new folder.
   *
   * @return its recipe
   * @throws dev.lorabake.UserError when it cannot be made
   */
  Path makeDemo(Path workingFolder);

  /**
   * Checks a recipe once more and starts it.
   *
   * @param file as it lies on the disk
   * @param gpu a card to check for instead of this machine's
   * @param rehearse goes the whole way and trains nothing
   * @return the run, which goes on whatever becomes of the screen
   * @throws dev.lorabake.UserError when it is blocked, or cannot be started
   */
  RunDirectory start(Path file, @Nullable String gpu, boolean rehearse);

  /**
   * Works out how a run would go on; starts nothing.
   *
   * @throws dev.lorabake.UserError when it cannot
   */
  Resumption resumption(RunDirectory run) throws IOException, InterruptedException;

  /**
   * Resumes a run.
   *
   * @return the run that goes on from it
   * @throws dev.lorabake.UserError when it cannot
   */
  RunDirectory resume(RunDirectory run) throws IOException, InterruptedException;

  /**
   * Checks a recipe and puts it into the queue.
   *
   * @throws dev.lorabake.UserError when it is blocked
   */
  void enqueue(Path file) throws IOException, InterruptedException;

  /**
   * Starts who works the queue off, without a terminal.
   *
   * @throws dev.lorabake.UserError when there is one already
   */
  void workQueueOff() throws IOException, InterruptedException;
}
