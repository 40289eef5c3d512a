package dev.lorabake.tui.compare;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonError;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.train.RunFigures;
import dev.lorabake.train.RunRow;
import dev.lorabake.train.RunSettings;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads two runs to be laid beside each other. */
record ReadTwo(RunDirectory first, RunDirectory second) implements Effect {
  /**
   * What was read.
   *
   * @param settings in which they differ
   * @param trouble why the settings could not be compared, {@code null} where they were
   */
  record Both(Side first, Side second, List<ChangedSetting> settings, @Nullable String trouble)
      implements Msg {
    /** Whether one of them may still tell more. */
    boolean goesOn() {
      return !first.row().status().state().isOver() || !second.row().status().state().isOver();
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) throws InterruptedException {
    Lineage lineage = Lineage.of(List.of(first, second));
    Instant now = world.machine().clock().instant();
    Side one = side(first, lineage, world, now);
    Side other = side(second, lineage, world, now);
    try {
      tell.accept(
          new Both(one, other, RunSettings.between(first, second, world.preparing()), null));
    } catch (UserError e) {
      tell.accept(new Both(one, other, List.of(), e.getMessage() + "; " + e.help()));
    }
  }

  /** Of one whose directory is damaged there is what can be read. */
  private static Side side(RunDirectory run, Lineage lineage, World world, Instant now)
      throws InterruptedException {
    RunRow row = RunRow.of(run, lineage, world.machine());
    List<LossCurve.Loss> losses = new ArrayList<>();
    RunFigures figures = RunFigures.NONE;
    try {
      figures =
          RunFigures.of(run, world.machine(), entry -> LossCurve.of(entry).ifPresent(losses::add));
    } catch (IOException | JsonError e) {
      losses.clear(); // the row says what is damaged
    }
    long start = ResumedFrom.readable(run).map(ResumedFrom::countedFrom).orElse(0L);
    return new Side(row, figures, LossCurve.empty().with(losses).from(start), now);
  }
}
