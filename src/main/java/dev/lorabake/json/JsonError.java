package dev.lorabake.json;

import tools.jackson.core.JacksonException;

/** JSON that is not what its reader needs; the message names the text and the place in it. */
public final class JsonError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For readers that find what JSON itself allows and they do not. */
  public JsonError(String message) {
    super(message);
  }

  private JsonError(String message, Throwable cause) {
    super(message, cause);
  }

  static JsonError unreadable(String what, JacksonException e) {
    var at = e.getLocation();
    String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    return new JsonError(what + place + ": " + e.getOriginalMessage(), e);
  }
}
