package dev.lorabake.log.tensorboard;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns the bytes of an event file, in any portions, into its scalars. What is cut off at the end
 * waits for more; pictures and other large records are passed over. After a record whose length is
 * damaged nothing can be found any more, so there the parser ends.
 */
public final class ScalarParser {
  private final List<Scalar> found = new ArrayList<>();
  private final RecordFrames frames =
      new RecordFrames((bytes, length) -> EventMessage.read(bytes, length, found::add));

  /**
   * Takes the next bytes of the file.
   *
   * @param chunk is not kept
   * @return the scalars that are whole by now, in the order of the file
   */
  public List<Scalar> feed(byte[] chunk, int offset, int length) {
    frames.feed(chunk, offset, length);
    List<Scalar> taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  /** Whether the file is damaged, so that nothing more will come of it. */
  public boolean isDamaged() {
    return frames.isDamaged();
  }
}
