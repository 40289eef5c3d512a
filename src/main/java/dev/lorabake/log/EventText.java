package dev.lorabake.log;

/** Text on its way into an event: a command line of many kilobytes is nobody's error message. */
final class EventText {
  private static final int MOST = 4000;
  private static final int END = 1000;

  private EventText() {}

  /** The text, or its beginning and end where it is very long. */
  static String bounded(String text) {
    return text.length() <= MOST
        ? text
        : text.substring(0, MOST - END) + " … " + text.substring(text.length() - END);
  }
}
