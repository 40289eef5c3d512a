package dev.lorabake.tui.wizard;

import dev.lorabake.train.NewFile;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Request;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes the recipe of the answers, checks it and plans it; nothing is written yet. */
record ReviewRecipe(Answers answers) implements Effect {
  /** What it would be. */
  record Reviewed(Answers answers, Path file, String text, Prepared prepared) implements Msg {}

  /** It cannot be. */
  record Refused(Answers answers, String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Path file = world.workingFolder().resolve(answers.fileName()).normalize();
    NewFile.refuseExisting(file);
    String text = answers.recipe(world.workingFolder());
    Request request = new Request(file, List.of(), null, answers.card());
    Prepared prepared = world.preparing().prepare(request, _ -> text);
    tell.accept(new Reviewed(answers, file, text, prepared));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Refused(answers, message + "; " + help);
  }
}
