package dev.lorabake.run.watch;

import dev.lorabake.event.RunEvent.Warning;

/** One thing that was noticed, in words for a person. */
record Noticed(Concern concern, String text) {
  private static final String SOURCE = "lorabake";

  Warning warning() {
    return new Warning(text, SOURCE, concern.code());
  }
}
