package dev.lorabake.tui.wizard;

import dev.lorabake.train.Home;
import dev.lorabake.train.Templates;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.List;
import java.util.function.Consumer;

/** Reads the templates. */
record LookForTemplates() implements Effect {
  /** They were read. */
  record Found(List<Templates.Template> templates) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(new Found(new Templates(Home.find()).all()));
  }
}
