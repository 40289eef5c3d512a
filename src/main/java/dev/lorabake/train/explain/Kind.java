package dev.lorabake.train.explain;

/** What a word can name. The order is the order in which a word is looked up. */
public enum Kind {
  OPTION("option", "options"),
  NETWORK_ARG("key of network_args", "network-args"),
  DATASET_KEY("key of the dataset configuration", "dataset-keys"),
  RULE("rule", "rules"),
  OPTIMIZER("optimizer", "optimizers"),
  SCHEDULER("scheduler", "schedulers"),
  NETWORK("network type", "networks"),
  FAMILY("model family", "families"),
  TERM("term", "terms"),
  FAILURE("kind of failure", "failures");

  private final String title;
  private final String folder;

  Kind(String title, String folder) {
    this.title = title;
    this.folder = folder;
  }

  /** What one of them is called, for a sentence. */
  public String title() {
    return title;
  }

  /** The word for all of them, which is also the folder of their pages. */
  public String folder() {
    return folder;
  }

  /** One word for one of them, as in {@code scheduler adafactor}. */
  public String word() {
    return switch (this) {
      case OPTION -> "option";
      case NETWORK_ARG -> "network-arg";
      case DATASET_KEY -> "dataset-key";
      case RULE -> "rule";
      case OPTIMIZER -> "optimizer";
      case SCHEDULER -> "scheduler";
      case NETWORK -> "network";
      case FAMILY -> "family";
      case TERM -> "term";
      case FAILURE -> "failure";
    };
  }
}
