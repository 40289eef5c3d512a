package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Resumption;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works out whether and how a run that has ended can go on. */
public record PlanResume(RunDirectory run) implements Effect {
  /**
   * What came of it.
   *
   * @param plan where it would go on, as a sentence; empty where it cannot
   * @param reason why it cannot, {@code null} where it can
   */
  public record Planned(RunDirectory run, String plan, @Nullable String reason) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    tell.accept(new Planned(run, sentence(world.trainings().resumption(run)), null));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Planned(run, "", message);
  }

  private static String sentence(Resumption resumption) {
    return "Go on from step "
        + Figures.count(resumption.from().step())
        + " of "
        + Figures.count(resumption.from().total())
        + ": "
        + Figures.count(resumption.updates(), "step")
        + " to go?";
  }
}
