package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.run.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was changed in recipes and not saved yet, so that a crash or a closed terminal loses none of
 * it. A draft is for its owner alone, as a recipe may hold secrets.
 *
 * @param folder where they lie, a file for each recipe; made when it is needed
 */
public record Drafts(Path folder) {
  /**
   * A draft that was found.
   *
   * @param at when it was kept
   * @param overtaken whether somebody changed one of its files since
   */
  public record Draft(Instant at, EditedRecipe recipe, boolean overtaken) {}

  private Path fileOf(Path recipe) {
    String name = recipe.toAbsolutePath().normalize().toString();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(id + ".json");
  }

  /** Keeps what is changed, in the place of an earlier draft of the recipe. */
  public void keep(EditedRecipe recipe, Instant now) throws IOException {
    List<Map<String, String>> files =
        recipe.changed().stream()
            .map(file ->
                Map.of(
                    "file", file.file().toString(),
                    "before", file.before(),
                    "after", file.after()))
            .toList();
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("recipe", recipe.file().toString());
    draft.put("at", now.toString());
    draft.put("files", files);
    PrivateFiles.createFolders(folder);
    PrivateFiles.write(
        fileOf(recipe.file()), Json.write(draft).getBytes(StandardCharsets.UTF_8), false);
  }

  /** Forgets the recipe's draft, if there is one. */
  public void drop(Path recipe) throws IOException {
    Files.deleteIfExists(fileOf(recipe));
  }

  /**
   * The recipe's draft, over the files as they are now; empty too where it says what they say.
   *
   * @throws UserError when it cannot be read; it is set aside then
   */
  public Optional<Draft> find(Path recipe) throws IOException {
    Path file = fileOf(recipe);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonObject draft = Json.object(Files.readString(file), "draft");
      Map<Path, String> texts = new LinkedHashMap<>();
      boolean overtaken = false;
      EditedRecipe now = EditedRecipe.open(recipe);
      for (JsonObject one : draft.objects("files")) {
        Path changed = Path.of(one.text("file"));
        texts.put(changed, one.text("after"));
        overtaken |= !now.texts().of(changed).equals(one.text("before"));
      }
      EditedRecipe taken = now.with(texts);
      return taken.changed().isEmpty()
          ? Optional.empty()
          : Optional.of(new Draft(Instant.parse(draft.text("at")), taken, overtaken));
    } catch (JsonError e) {
      Path aside = folder.resolve(file.getFileName() + ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      throw new UserError(
          "a draft of " + recipe.getFileName() + " cannot be read", "look into " + aside, e);
    }
  }
}
