package dev.lorabake.tui.queue;

import dev.lorabake.train.queue.Queue;
import dev.lorabake.train.queue.QueueFolder;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NextLook;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at every entry. */
record LookAtQueue() implements Effect {
  /**
   * The queue as it stands.
   *
   * @param expected seconds for the steps of waiting entries, by number, where a like run tells
   * @param rest the ticks until the next look
   */
  record Found(Queue.Overview overview, Map<Long, Double> expected, int rest) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    long began = world.machine().pacer().nanos();
    Queue queue = new Queue(new QueueFolder(world.runsRoot()), world.machine());
    Queue.Overview overview = queue.look();
    Map<Long, Double> expected = queue.expected(overview.entries());
    Duration took = Duration.ofNanos(world.machine().pacer().nanos() - began);
    tell.accept(new Found(overview, expected, NextLook.after(took)));
  }
}
