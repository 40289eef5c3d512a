package dev.lorabake.tui.queue;

import dev.lorabake.train.queue.Queue;
import dev.lorabake.train.queue.QueueFolder;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Changes the queue, then looks at it. */
record ChangeQueue(Change change) implements Effect {
  /** What is done. */
  sealed interface Change {
    /** Puts a recipe behind the others. */
    record Add(Path recipe) implements Change {}

    /**
     * Moves a waiting entry.
     *
     * @param places among the waiting, below 0 to be earlier
     */
    record Move(long number, int places) implements Change {}

    record Pause() implements Change {}

    record GoOn() implements Change {}

    /** Calls one off; its training is stopped. */
    record Cancel(long number) implements Change {}

    /** Puts one that is over back among the waiting. */
    record Retry(long number) implements Change {}

    /** Starts who works the queue off. */
    record WorkOff() implements Change {}
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    QueueFolder folder = new QueueFolder(world.runsRoot());
    Queue queue = new Queue(folder, world.machine());
    switch (change) {
      case Change.Add add -> world.trainings().enqueue(add.recipe());
      case Change.Move move -> queue.moveBy(move.number(), move.places());
      case Change.Pause _ -> folder.pause();
      case Change.GoOn _ -> folder.goOn();
      case Change.Cancel cancel -> queue.cancel(cancel.number());
      case Change.Retry retry -> queue.retry(retry.number(), false);
      case Change.WorkOff _ -> world.trainings().workQueueOff();
    }
    new LookAtQueue().perform(world, tell);
  }
}
