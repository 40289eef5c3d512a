package dev.lorabake.tui.wizard;

import dev.lorabake.train.FoundModel;
import dev.lorabake.train.ModelSources;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.UnreadableWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a file that was typed is what the recipe needs.
 *
 * @param typed as it was typed
 * @param placeholder what it is to stand in the place of
 * @param family its id
 */
record LookAtModel(String typed, String placeholder, String family) implements Effect {
  private static final Pattern HUB_NAME =
      Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");

  private static final Pattern FILE = Pattern.compile(".*\\.(safetensors|ckpt|pt|pth|bin|gguf)");

  /**
   * What it is.
   *
   * @param doubt what seems wrong, {@code null} for nothing
   */
  record Looked(String typed, String placeholder, @Nullable String doubt) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    tell.accept(new Looked(typed, placeholder, doubt(world.workingFolder())));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Looked(typed, placeholder, message);
  }

  private @Nullable String doubt(Path folder) throws IOException {
    Path file;
    try {
      file = CompletePath.folder(folder, typed);
    } catch (InvalidPathException e) {
      return "that is no path: " + e.getReason();
    }
    if (!Files.exists(file)) {
      return isHubName(file) ? null : "there is no file " + file;
    }
    if (Files.isDirectory(file) && !Files.exists(file.resolve("model_index.json"))) {
      return file + " is a folder: name the file in it";
    }
    try {
      FoundModel found = FoundModel.of(file);
      return found.fits(family, placeholder) ? null : other(found);
    } catch (UnreadableWeights e) {
      // older checkpoints are pickles, which upstream reads
      boolean older = e.reason() == UnreadableWeights.Reason.PICKLE;
      return older && !file.toString().endsWith(".safetensors") ? null : e.getMessage();
    }
  }

  /** What lies in a folder that is there, or has a file's ending, is a path with a mistake. */
  private boolean isHubName(Path missing) {
    Path parent = missing.getParent();
    return placeholder.equals(Answers.BASE_MODEL)
        && HUB_NAME.matcher(typed).matches()
        && !FILE.matcher(typed).matches()
        && (parent == null || !Files.exists(parent))
        && ModelSources.of(family, placeholder).map(ModelSources.Source::byName).orElse(true);
  }

  private static String other(FoundModel found) {
    if (found.kinds().isEmpty()) {
      return "nothing in this file is known as a model";
    }
    Optional<ModelKind> base = found.base();
    String title = base.orElseGet(() -> found.kinds().getFirst()).title();
    boolean trainable = base.map(ModelKind::family).isPresent();
    return "this file is "
        + title
        + (trainable ? "; to train for that, go back and choose it as the base model" : "");
  }
}
