package dev.lorabake.tui.setup;

import dev.lorabake.train.Drafts;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Looks for what was changed in a recipe and never saved. */
record LookForDraft(Path file) implements Effect {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /**
   * There is some.
   *
   * @param at when it was kept, as it is shown
   * @param shared whether another program edits the recipe now
   */
  record Found(Drafts.Draft draft, String at, boolean shared) implements Msg {}

  /** There is none. */
  record None(Path file, boolean shared) implements Msg {}

  /** There is some that cannot be taken. */
  record Unusable(Path file, String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    Drafts.Begun begun = world.drafts().begin(file);
    Drafts.Draft draft = begun.draft();
    tell.accept(
        draft == null
            ? new None(file, begun.shared())
            : new Found(
                draft, SHOWN.format(draft.at().atZone(ZoneId.systemDefault())), begun.shared()));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Unusable(file, message + "; " + help);
  }
}
