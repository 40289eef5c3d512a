package dev.lorabake.tui.compare;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.train.RunFigures;
import dev.lorabake.train.RunSettings;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
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
      implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    Side one = side(first, world);
    Side other = side(second, world);
    try {
      tell.accept(
          new Both(one, other, RunSettings.between(first, second, world.preparing()), null));
    } catch (UserError e) {
      tell.accept(new Both(one, other, List.of(), e.getMessage() + "; " + e.help()));
    }
  }

  private static Side side(RunDirectory run, World world) throws IOException, InterruptedException {
    String state = RunStatus.read(run, world.machine(), _ -> {}).state().id();
    List<LossCurve.Loss> losses = new ArrayList<>();
    RunFigures figures = RunFigures.of(run, entry -> LossCurve.of(entry).ifPresent(losses::add));
    return new Side(run, state, figures, LossCurve.empty().with(losses));
  }
}
