package dev.lorabake.tui;

import java.util.function.Consumer;

/** Work that reaches out. It is a value, so that a test can compare what a screen wants done. */
public interface Effect {
  /**
   * Does it, on a thread of its own.
   *
   * @param world files, processes and clocks
   * @param tell takes what came of it, from any thread and any number of times
   * @throws Exception becomes what {@link #failed} says
   */
  void perform(World world, Consumer<Msg> tell) throws Exception;

  /**
   * What is told when it could not be carried out, whatever the reason. A screen that waits for an
   * answer has to hear of it, so its effects have a message of their own.
   */
  default Msg failed(String message, String help) {
    return new Msg.Failed(message, help);
  }
}
