package dev.lorabake.log.tensorboard;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads one record: an {@code Event} with its step (field 2) and a {@code Summary} (5) of values
 * (1), each with a tag (1) and, for {@code SummaryWriter.add_scalar}, a simple value (2); from
 * tensorboard's event.proto and summary.proto.
 */
final class EventMessage {
  private static final int LONGEST_TAG = 200;

  private EventMessage() {}

  static void read(byte[] bytes, int length, Consumer<Scalar> scalars) {
    long step = 0;
    ProtoFields event = new ProtoFields(bytes, 0, length);
    while (event.next()) {
      if (event.isNumber(2)) {
        step = event.asLong();
      }
    }
    // fields may stand in any order, so the step is known only now
    event = new ProtoFields(bytes, 0, length);
    while (event.next()) {
      if (event.isBytes(5)) {
        summary(bytes, event.from(), event.to(), step, scalars);
      }
    }
  }

  private static void summary(byte[] bytes, int from, int to, long step, Consumer<Scalar> scalars) {
    ProtoFields summary = new ProtoFields(bytes, from, to);
    while (summary.next()) {
      if (summary.isBytes(1)) {
        value(bytes, summary.from(), summary.to(), step, scalars);
      }
    }
  }

  private static void value(byte[] bytes, int from, int to, long step, Consumer<Scalar> scalars) {
    ProtoFields value = new ProtoFields(bytes, from, to);
    String tag = "";
    float number = 0;
    boolean known = false;
    while (value.next()) {
      if (value.isBytes(1) && value.to() - value.from() <= LONGEST_TAG) {
        tag = new String(bytes, value.from(), value.to() - value.from(), StandardCharsets.UTF_8);
      } else if (value.isFloat(2)) {
        number = value.asFloat();
        known = true;
      }
    }
    if (known && !tag.isEmpty()) {
      scalars.accept(new Scalar(step, tag, number));
    }
  }
}
