package dev.lorabake.cli;

import dev.lorabake.UserError;

/** For whom a recipe is rendered. */
enum RenderFormat {
  FILES(RenderFormat.SD_SCRIPTS),
  GUI("kohya-gui-json");

  static final String SD_SCRIPTS = "sd-scripts";

  private final String id;

  RenderFormat(String id) {
    this.id = id;
  }

  static RenderFormat of(String named) {
    for (RenderFormat format : values()) {
      if (format.id.equals(named)) {
        return format;
      }
    }
    throw new UserError("unknown format \"" + named + "\"", "known: " + FILES.id + ", " + GUI.id);
  }
}
