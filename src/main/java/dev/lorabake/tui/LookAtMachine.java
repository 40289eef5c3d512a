package dev.lorabake.tui;

import dev.lorabake.Figures;
import dev.lorabake.machine.Gpu;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether this machine could train: its GPU, and sd-scripts. */
public record LookAtMachine() implements Effect {
  /**
   * What it is.
   *
   * @param gpu in words
   * @param missing what a training lacks, with what to do; empty where nothing is known to lack
   */
  public record Seen(String gpu, String missing) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Optional<Gpu> gpu = world.preparing().gpu();
    tell.accept(
        new Seen(
            gpu.map(card -> card.name() + ", " + Figures.gib(card.memoryBytes()))
                .orElse("no GPU of NVIDIA's"),
            world.trainings().missing()));
  }
}
