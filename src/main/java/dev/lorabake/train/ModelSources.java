package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.Optional;

/**
 * Where on Hugging Face the files are that a family needs, for who has none yet. The places are
 * those of upstream's guides (docs/*_train_network.md); of Stable Diffusion 1.5 the copy that is
 * still public.
 */
public final class ModelSources {
  private static final String TABLE = "model-sources.json";

  private ModelSources() {}

  /**
   * A place.
   *
   * @param where the repository, and the file's name where it has several
   * @param byName whether a recipe can name the repository in the place of a file
   */
  public record Source(String where, boolean byName) {}

  /**
   * Where to get a file.
   *
   * @param family its id
   * @param placeholder what stands in its place in a new recipe, such as {@code <ae file>}
   */
  public static Optional<Source> of(String family, String placeholder) {
    for (JsonObject one : Json.resourceList(ModelSources.class, TABLE)) {
      if (one.text("family").equals(family) && one.text("file").equals(placeholder)) {
        return Optional.of(new Source(one.text("where"), one.flag("by_name", false)));
      }
    }
    return Optional.empty();
  }
}
