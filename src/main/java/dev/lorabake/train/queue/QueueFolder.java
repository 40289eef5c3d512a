package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.process.LockFile;
import dev.lorabake.process.Pacer;
import dev.lorabake.run.PrivateFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code queue} among the runs, and the names of what lies in it; the names are an
 * interface. Folders have mode 0700 and files 0600, links are passed over, and a file that is none
 * of the queue's, or damaged, never stops it.
 */
public final class QueueFolder {
  static final String FOLDER = "queue";

  /** Held by the runner for life. */
  static final String RUNNER_LOCK = "runner.lock";

  /** Held for a moment by whoever changes entries or their order. */
  static final String EDIT_LOCK = "edit.lock";

  static final String ORDER = "order.json";

  /** While it is there no training is started. */
  static final String PAUSED = "paused";

  /** Where entries lie that were cleared away. */
  static final String CLEARED = "cleared";

  /** What a runner without a terminal says. */
  public static final String RUNNER_LOG = "runner.log";

  private static final Pattern ENTRY = Pattern.compile("(\\d{4,9})\\.json");
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MOST_BYTES = 4 << 20;

  private final Path runsRoot;
  private final Path path;
  private final Pacer pacer;

  /**
   * @param runsRoot where run directories are made
   */
  public QueueFolder(Path runsRoot) {
    this(runsRoot, Pacer.system());
  }

  QueueFolder(Path runsRoot, Pacer pacer) {
    this.runsRoot = runsRoot;
    this.path = runsRoot.resolve(FOLDER);
    this.pacer = pacer;
  }

  /** A change under the lock that keeps two from changing at once. */
  interface Change<T> {
    T make() throws IOException;
  }

  /**
   * All entries.
   *
   * @param entries in their order
   * @param trouble files that cannot be read, name to reason
   */
  public record Listing(List<Entry> entries, Map<String, String> trouble) {
    /** The entry of that number. */
    public Optional<Entry> find(long number) {
      return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }
  }

  public Path runsRoot() {
    return runsRoot;
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  /** The frozen recipe of an entry. */
  public Path recipe(long number) {
    return file(name(number, ".toml"));
  }

  private static String name(long number, String end) {
    return String.format("%04d%s", number, end);
  }

  /** Makes the folder and its locks where they are missing. */
  void make() throws IOException {
    PrivateFiles.createFolders(runsRoot);
    PrivateFiles.createFolders(path);
    makeLock(file(RUNNER_LOCK));
    makeLock(file(EDIT_LOCK));
  }

  /** One that is there is not opened: closing it would drop a lock that this program holds. */
  private static void makeLock(Path lock) throws IOException {
    if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      PrivateFiles.touch(lock);
    }
  }

  /** The lock of the one runner; empty while there is another. */
  Optional<LockFile> runner() throws IOException {
    make();
    return LockFile.tryTake(file(RUNNER_LOCK));
  }

  /** Whether a runner is at work. */
  public boolean isRunning() throws IOException {
    return LockFile.isHeld(file(RUNNER_LOCK));
  }

  public boolean isPaused() {
    return Files.exists(file(PAUSED), LinkOption.NOFOLLOW_LINKS);
  }

  /** No training is started from now on; what runs goes on. */
  public void pause() throws IOException {
    make();
    write(PAUSED, "");
  }

  /** Takes a pause back. */
  public void goOn() throws IOException {
    Files.deleteIfExists(file(PAUSED));
  }

  <T> T change(Change<T> change) throws IOException, InterruptedException {
    make();
    try (LockFile _ = editLock()) {
      return change.make();
    }
  }

  private LockFile editLock() throws IOException, InterruptedException {
    long giveUp = pacer.nanos() + PATIENCE.toNanos();
    while (true) {
      Optional<LockFile> lock = LockFile.tryTake(file(EDIT_LOCK));
      if (lock.isPresent()) {
        return lock.get();
      }
      if (pacer.nanos() > giveUp) {
        throw new UserError(
            "the queue is being changed by somebody else and does not get free",
            "look who holds " + file(EDIT_LOCK));
      }
      pacer.pause(LOOK_EVERY);
    }
  }

  /** Changes one entry as it is now. */
  Entry edit(long number, UnaryOperator<Entry> change) throws IOException, InterruptedException {
    return change(() -> {
      Entry before = read(file(name(number, ".json")));
      Entry after = change.apply(before);
      if (!after.equals(before)) {
        write(after);
      }
      return after;
    });
  }

  void write(Entry entry) throws IOException {
    write(name(entry.number(), ".json"), EntryJson.write(entry));
  }

  void write(String name, String content) throws IOException {
    PrivateFiles.write(file(name), content.getBytes(StandardCharsets.UTF_8), false);
  }

  /** The number after the highest that was ever given. */
  long nextNumber() throws IOException {
    long highest = 0;
    for (Path folder : List.of(path, file(CLEARED))) {
      for (long number : numbers(folder).keySet()) {
        highest = Math.max(highest, number);
      }
    }
    return highest + 1;
  }

  /** Moves an entry to those that are done with. */
  void clear(long number) throws IOException {
    PrivateFiles.createFolders(file(CLEARED));
    for (String end : List.of(".json", ".toml")) {
      Path file = file(name(number, end));
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(file, file(CLEARED).resolve(name(number, end)));
      }
    }
  }

  void writeOrder(List<Long> numbers) throws IOException {
    write(ORDER, Json.write(Map.of("version", 1, "order", numbers)) + "\n");
  }

  /** All entries in their order; those that the order does not name come behind, by number. */
  public Listing list() throws IOException {
    Map<String, String> trouble = new TreeMap<>();
    Map<Long, Entry> found = new LinkedHashMap<>();
    for (Map.Entry<Long, Path> file : numbers(path).entrySet()) {
      try {
        Entry entry = read(file.getValue());
        if (entry.number() != file.getKey()) {
          throw new JsonError("it says that it is number " + entry.number());
        }
        found.put(entry.number(), entry);
      } catch (JsonError | IOException e) {
        trouble.put(String.valueOf(file.getValue().getFileName()), String.valueOf(e.getMessage()));
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (long number : order(trouble)) {
      Entry entry = found.remove(number);
      if (entry != null) {
        entries.add(entry);
      }
    }
    entries.addAll(found.values());
    return new Listing(List.copyOf(entries), trouble);
  }

  private List<Long> order(Map<String, String> trouble) {
    Path file = file(ORDER);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try {
      return Json.object(text(file), ORDER).list("order").stream()
          .filter(Long.class::isInstance)
          .map(Long.class::cast)
          .toList();
    } catch (JsonError | IOException e) {
      trouble.put(ORDER, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static Entry read(Path file) throws IOException {
    return EntryJson.read(text(file), String.valueOf(file.getFileName()));
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw new IOException("it is no file of the queue");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException("it is no text", e);
    }
  }

  private static Map<Long, Path> numbers(Path folder) throws IOException {
    Map<Long, Path> numbers = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return numbers;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = ENTRY.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          numbers.put(Long.parseLong(name.group(1)), file);
        }
      }
    }
    return numbers;
  }
}
