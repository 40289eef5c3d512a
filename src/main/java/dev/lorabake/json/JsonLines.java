package dev.lorabake.json;

import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes many small objects, one a line, without making a text and a map of each: a log of hundreds
 * of megabytes gives millions. What is written may wait in a buffer until {@link #flush}.
 */
public final class JsonLines {
  private final JsonGenerator generator;

  /**
   * @param out is not closed
   */
  public JsonLines(Writer out) {
    this.generator =
        JsonMapper.shared().writer().with(new MinimalPrettyPrinter("")).createGenerator(out);
  }

  public void begin() {
    generator.writeStartObject();
  }

  /** A text, a number, a truth value, {@code null}, or a map or list of such. */
  public void member(String name, @Nullable Object value) {
    generator.writeName(name);
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Long number -> generator.writeNumber(number);
      case Integer number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Boolean truth -> generator.writeBoolean(truth);
      default -> generator.writePOJO(value);
    }
  }

  public void end() {
    generator.writeEndObject();
    generator.writeRaw('\n');
  }

  /** Hands on all that was written. */
  public void flush() {
    generator.flush();
  }
}
