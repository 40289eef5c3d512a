package dev.lorabake.cli;

/** Starts lorabake; the only place that ends the process. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.ofProcess();
    int code = Cli.run(args, surroundings);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(code);
  }
}
