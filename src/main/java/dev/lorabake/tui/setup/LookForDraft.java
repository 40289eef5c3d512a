package dev.lorabake.tui.setup;

import dev.lorabake.UserError;
import dev.lorabake.train.Drafts;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for what was changed in a recipe and never saved. */
record LookForDraft(Path file) implements Effect {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /**
   * There is some.
   *
   * @param at when it was kept, as it is shown
   */
  record Found(Drafts.Draft draft, String at) implements Msg {}

  /** There is none. */
  record None(Path file) implements Msg {}

  /** There is some that cannot be taken. */
  record Unusable(Path file, String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    try {
      Optional<Drafts.Draft> found = world.drafts().find(file);
      tell.accept(
          found
              .<Msg>map(draft ->
                  new Found(draft, SHOWN.format(draft.at().atZone(ZoneId.systemDefault()))))
              .orElse(new None(file)));
    } catch (UserError e) {
      tell.accept(new Unusable(file, e.getMessage() + "; " + e.help()));
    } catch (IOException e) {
      tell.accept(new Unusable(file, "a draft cannot be read: " + e.getMessage()));
    }
  }
}
