package dev.lorabake.dataset;

/** Hears how far a look at many files is, and may end it. */
public interface Progress {
  /** Hears nothing and ends nothing. */
  Progress NONE = (_, _, _) -> {};

  /** What is being done with the files. */
  enum Work {
    READING_IMAGES,
    COMPARING_PICTURES
  }

  /**
   * Is told after each file, from several threads at once; must be quick.
   *
   * @param done how many files of this folder or comparison are done
   * @param all of how many
   */
  void done(Work work, int done, int all);

  /** Is asked before each file, from several threads: true ends the look with a cancellation. */
  default boolean cancelled() {
    return false;
  }
}
