package dev.lorabake.train;

import dev.lorabake.json.JsonError;
import dev.lorabake.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a run directory one by one, and gathers why some of them cannot be. */
final class Damage {
  private final RunDirectory run;
  private final List<String> told = new ArrayList<>();

  Damage(RunDirectory run) {
    this.run = run;
  }

  /** Reads one of them. */
  interface Source<T> {
    T read() throws IOException, InterruptedException;
  }

  /** What is read, or the other where that cannot be. */
  <T> T read(Source<T> source, T otherwise) throws InterruptedException {
    try {
      return source.read();
    } catch (IOException | JsonError e) {
      String why = e.getCause() instanceof JsonError cause ? cause.getMessage() : e.getMessage();
      String sentence =
          "its run directory is damaged: "
              + String.valueOf(why).replace(run.path() + File.separator, "");
      if (!told.contains(sentence)) {
        told.add(sentence);
      }
      return otherwise;
    }
  }

  /** A sentence each, in the order of the reading. */
  List<String> told() {
    return List.copyOf(told);
  }
}
