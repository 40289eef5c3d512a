package dev.lorabake.tui.wizard;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.train.Request;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a folder of images.
 *
 * @param typed as it was typed
 * @param family whose sizes they are placed in
 */
record LookAtImages(String typed, String family) implements Effect {
  /**
   * What is in it.
   *
   * @param problem why it could not be looked at, {@code null} where it could
   */
  record Looked(String typed, @Nullable DatasetReport report, @Nullable String problem)
      implements Msg {
    /** Whether there is anything to train on. */
    boolean hasImages() {
      return report != null && images() > 0;
    }

    long images() {
      return report == null
          ? 0
          : report.folders().stream().mapToLong(DatasetReport.FolderFacts::images).sum();
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Path folder = CompletePath.folder(world.workingFolder(), typed);
    if (Files.isRegularFile(folder)) {
      throw new UserError(folder + " is a file", "name the folder that it is in");
    }
    DatasetLook look = new DatasetLook(Catalog.bundled(), world.preparing(), world.workingFolder());
    Request request = new Request(folder, List.of(), null, null);
    tell.accept(
        new Looked(typed, look.look(new DatasetLook.Wish(request, family, null, false)), null));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Looked(typed, null, message + "; " + help);
  }
}
