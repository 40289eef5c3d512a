package dev.lorabake;

/**
 * A mistake that the user can mend: says what is wrong with which value, and what to do. It is
 * printed without a stack trace and ends the command with exit code 2.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;

  /**
   * @param message what is wrong, with the value; no full stop
   * @param help what to do about it; no full stop
   */
  public UserError(String message, String help) {
    super(message);
    this.help = help;
  }

  public UserError(String message, String help, Throwable cause) {
    super(message, cause);
    this.help = help;
  }

  /** What the user can do about it, as one sentence without a full stop. */
  public String help() {
    return help;
  }
}
