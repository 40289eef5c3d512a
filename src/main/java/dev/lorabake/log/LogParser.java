package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import java.util.List;
import java.util.Objects;

/**
 * Turns what a trainer prints into events, in any portions: the same bytes give the same events
 * wherever they are cut. It holds a bounded part of the line that is being written and nothing else
 * of the log, so neither the log's length nor a line's matters. One parser reads one log and
 * belongs to one thread.
 *
 * <p>Checkpoints come as {@code BEGUN}, {@code WRITTEN} and {@code REMOVED}: whether a file is
 * sound, when the process ended and with which code is for others to tell.
 */
public final class LogParser {
  private final SegmentReader segments;
  private final ByteOrderMark bytes;

  public LogParser() {
    this(LogWitness.NONE);
  }

  /** A parser that tells a witness more than the events. */
  public LogParser(LogWitness witness) {
    segments = new SegmentReader(witness);
    bytes = new ByteOrderMark(new LineSplitter(segments));
  }

  /**
   * Takes the next bytes of standard output and error as they were printed.
   *
   * @param chunk is not kept
   * @return the events that are certain by now, in the order of the log
   */
  public List<RunEvent> feed(byte[] chunk, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, chunk.length);
    bytes.feed(chunk, offset, length);
    return segments.take();
  }

  /** The log is at its end: returns the events that were waiting for a line after them. */
  public List<RunEvent> finish() {
    bytes.finish();
    segments.finish();
    return segments.take();
  }
}
