package dev.lorabake.preflight;

/** What a rule is about, in the order in which findings are best mended. */
public enum Topic {
  /** Names, types and values that nobody can use. */
  VALUES("Values and names"),
  MODEL("Base model"),
  /** What the headers of files say against the recipe. */
  WEIGHTS("Model files"),
  DATASET("Dataset"),
  CAPTIONS("Captions"),
  ENVIRONMENT("Machine and Python environment"),
  NETWORK("Network"),
  PRECISION("Precision"),
  MEMORY("Memory and speed"),
  LEARNING("Learning rate, optimizer, scheduler, loss"),
  STEPS("Length of the run"),
  SAVING("Checkpoints and output"),
  SAMPLING("Sample images"),
  LOGGING("Logs");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  /** A heading for people. */
  public String title() {
    return title;
  }
}
