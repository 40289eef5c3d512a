package dev.lorabake.train;

import static java.util.Objects.requireNonNull;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.LockFile;
import dev.lorabake.run.PrivateFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in recipes and not saved yet, so that a crash or a closed terminal loses none of
 * it. A draft is for its owner alone, as a recipe may hold secrets.
 *
 * <p>Whoever edits a recipe holds the lock of one of its places, each with room for one draft: two
 * programs that edit the same recipe keep a draft each, and one that crashed leaves its place free.
 */
public final class Drafts {
  /**
   * A draft that was found.
   *
   * @param at when it was kept
   * @param overtaken whether somebody changed one of its files since
   */
  public record Draft(Instant at, EditedRecipe recipe, boolean overtaken) {}

  /**
   * What one finds who begins to edit.
   *
   * @param draft of an earlier time, {@code null} for none
   * @param shared whether another program edits the recipe now
   */
  public record Begun(@Nullable Draft draft, boolean shared) {}

  /**
   * A draft that lies there, whoever may edit its recipe now.
   *
   * @param before the recipe's text before it was changed, {@code null} where only other files were
   */
  public record Kept(Path recipe, Instant at, @Nullable String before) {}

  private static final String ENDING = ".json";

  /** Where a draft is kept while its lock is held. */
  private record Place(Path draft, LockFile lock) {}

  private final Path folder;
  private final Map<Path, Place> places = new HashMap<>();

  /**
   * @param folder where they lie; made when it is needed
   */
  public Drafts(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /**
   * Takes a place for the recipe and looks what lies there: the first free one with a draft in it,
   * else the first free one. It stays taken until {@link #leave}, however often this is called.
   *
   * @throws UserError when the draft cannot be read or is about a file that is gone; it stays where
   *     it is, or is set aside, and what is kept from now on goes elsewhere
   */
  public synchronized Begun begin(Path recipe) throws IOException {
    boolean shared = places.containsKey(whole(recipe)) ? isShared(recipe) : take(recipe, true);
    Place place = requireNonNull(places.get(whole(recipe)));
    boolean done = false;
    try {
      Draft draft = Files.exists(place.draft()) ? read(place.draft(), recipe) : null;
      done = true;
      return new Begun(draft, shared);
    } finally {
      if (!done) {
        leave(recipe);
      }
    }
  }

  /** Whether others edit it, for who has a place already. */
  private boolean isShared(Path recipe) throws IOException {
    Place own = requireNonNull(places.get(whole(recipe)));
    boolean shared = false;
    for (int i = 0; Files.exists(lockOf(draftAt(recipe, i))); i++) {
      Path draft = draftAt(recipe, i);
      shared |= !draft.equals(own.draft()) && LockFile.isHeld(lockOf(draft));
    }
    return shared;
  }

  /**
   * Takes a place; answers whether another program holds one.
   *
   * @param adopting whether a draft that lies in a free place is taken over, rather than left alone
   */
  private boolean take(Path recipe, boolean adopting) throws IOException {
    PrivateFiles.createFolders(folder);
    boolean shared = false;
    Place empty = null;
    for (int i = 0; ; i++) {
      Path draft = draftAt(recipe, i);
      boolean used = Files.exists(lockOf(draft)) || Files.exists(draft);
      if (empty != null && !used) {
        break; // nobody was ever there, nor beyond
      }
      PrivateFiles.touch(lockOf(draft));
      Optional<LockFile> lock = LockFile.tryTake(lockOf(draft));
      boolean kept = Files.exists(draft);
      shared |= lock.isEmpty();
      if (lock.isPresent() && (kept ? adopting : empty == null)) {
        if (empty != null) {
          empty.lock().close();
        }
        empty = new Place(draft, lock.get());
        if (kept) {
          break;
        }
      } else if (lock.isPresent()) {
        lock.get().close();
      }
    }
    places.put(whole(recipe), empty);
    return shared;
  }

  /** Gives the place free; what lies there stays. */
  public synchronized void leave(Path recipe) throws IOException {
    Place place = places.remove(whole(recipe));
    if (place != null) {
      place.lock().close();
    }
  }

  /** Keeps what is changed, in the place of the draft that was found or kept before. */
  public synchronized void keep(EditedRecipe recipe, Instant now) throws IOException {
    if (!places.containsKey(whole(recipe.file()))) {
      take(recipe.file(), false);
    }
    List<Map<String, String>> files =
        recipe.changed().stream()
            .map(file ->
                Map.of(
                    "file", file.file().toString(),
                    "before", file.before(),
                    "after", file.after()))
            .toList();
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("recipe", whole(recipe.file()).toString());
    draft.put("at", now.toString());
    draft.put("files", files);
    PrivateFiles.write(
        requireNonNull(places.get(whole(recipe.file()))).draft(),
        Json.write(draft).getBytes(StandardCharsets.UTF_8),
        false);
  }

  /** Forgets the draft that was found or kept, if there is one. */
  public synchronized void drop(Path recipe) throws IOException {
    Place place = places.get(whole(recipe));
    if (place != null) {
      Files.deleteIfExists(place.draft());
    }
  }

  /** Every draft that can be read, without taking its place. */
  public List<Kept> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        try {
          all.add(kept(Json.object(Files.readString(file), "draft")));
        } catch (IOException | JsonError | DateTimeException | InvalidPathException e) {
          // it was dropped meanwhile, or is told of when its recipe is opened
        }
      }
    }
    return List.copyOf(all);
  }

  private static Kept kept(JsonObject draft) {
    Path recipe = Path.of(draft.text("recipe"));
    String before = null;
    for (JsonObject one : draft.objects("files")) {
      before = Path.of(one.text("file")).equals(recipe) ? one.text("before") : before;
    }
    return new Kept(recipe, Instant.parse(draft.text("at")), before);
  }

  /** A draft over the files as they are now; {@code null} where it says what they say. */
  private static @Nullable Draft read(Path file, Path recipe) throws IOException {
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
          ? null
          : new Draft(Instant.parse(draft.text("at")), taken, overtaken);
    } catch (JsonError | DateTimeException | InvalidPathException | CharacterCodingException e) {
      Path aside = aside(file);
      Files.move(file, aside);
      throw new UserError(
          "a draft of " + recipe.getFileName() + " cannot be read", "look into " + aside, e);
    } catch (UserError e) {
      throw new UserError(
          "a draft of " + recipe.getFileName() + " cannot be taken: " + e.getMessage(),
          "put the file back, or look into " + file,
          e);
    }
  }

  /** A name that nothing has yet. */
  private static Path aside(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".unreadable-" + i);
    }
    return aside;
  }

  private static Path whole(Path recipe) {
    return recipe.toAbsolutePath().normalize();
  }

  /** The first place has the name that the only one had before there were several. */
  private Path draftAt(Path recipe, int place) {
    UUID id = UUID.nameUUIDFromBytes(whole(recipe).toString().getBytes(StandardCharsets.UTF_8));
    return folder.resolve(id + (place == 0 ? "" : "-" + (place + 1)) + ENDING);
  }

  private static Path lockOf(Path draft) {
    return draft.resolveSibling(draft.getFileName() + ".lock");
  }
}
