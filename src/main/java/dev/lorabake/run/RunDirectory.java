package dev.lorabake.run;

import dev.lorabake.UserError;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.LockFile;
import dev.lorabake.process.ProcessTree;
import dev.lorabake.process.Processes;
import dev.lorabake.run.watch.Outlook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's directory and the names of what lies in it; the names are an interface for other
 * programs. Folders are made with mode 0700 and files with 0600, and links are refused.
 */
public final class RunDirectory {
  public static final String RECIPE = "recipe.toml";
  public static final String CONFIG = "config.toml";
  public static final String DATASET = "dataset.toml";
  public static final String SCRIPT = "run.sh";
  public static final String POWERSHELL_SCRIPT = "run.ps1";

  /** What success will be measured by; written before the start. */
  public static final String EXPECTED = "expected.json";

  /** What whoever watches the run should know of it; written before the start. */
  public static final String OUTLOOK = "outlook.json";

  /** What decides how long a step takes; written before the start. */
  public static final String STEP_KIND = "step-kind.json";

  /** What decides how much of the GPU's memory it takes; written before the start. */
  public static final String MEMORY_KIND = "memory-kind.json";

  /** The GPUs every few seconds, where there is an nvidia-smi. */
  public static final String TELEMETRY = "telemetry.csv";

  /** The most memory that was in use; written when the run is judged. */
  public static final String PEAK = "peak.json";

  /** Every byte that the trainer wrote. */
  public static final String TRAINER_LOG = "trainer.log";

  /** The journal. */
  public static final String EVENTS = "events.jsonl";

  /** Who is who: written by the keeper at the start. */
  public static final String RECORD = "record.json";

  /** How the trainer ended: written by the keeper once nothing of it is left. */
  public static final String EXIT = "exit.json";

  /** What a rehearsal or a measurement writes in place of the recipe's output folder. */
  public static final String OUTPUT = "output";

  /** Which earlier run this one goes on from; written before the start. */
  public static final String RESUMED_FROM = "resumed-from";

  /** Who is called when the run ends, and what its policy is; written before the start. */
  public static final String ATTENDANT = "attendant.json";

  /** What those say who are called. */
  public static final String ATTENDANT_LOG = "attendant.log";

  /** What was decided and done once the run had ended. */
  public static final String SETTLED = "settled.json";

  /** Held by whoever decides and does that. */
  public static final String SETTLE_LOCK = "settle.lock";

  /** What the user's command said. */
  public static final String ON_END_LOG = "on-end.log";

  public static final String STOP_REQUESTED = "stop-requested";
  public static final String SAMPLES = "samples";
  public static final String REPORT = "report.html";

  /** Held by the keeper as long as the trainer runs. */
  static final String KEEPER_LOCK = "lock";

  /** Held by whoever writes the journal. */
  static final String SUPERVISOR_LOCK = "supervisor.lock";

  private static final int MOST_NAMESAKES = 1000;

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes a new directory {@code 2026-11-23T18-40-NAME}, with a number behind when two runs start
   * within a minute.
   *
   * @param runsRoot made where it is missing
   */
  public static RunDirectory create(Path runsRoot, String name, LocalDateTime start)
      throws IOException {
    PrivateFiles.createFolders(runsRoot);
    String wanted = RunName.of(start, name);
    for (int number = 1; number < MOST_NAMESAKES; number++) {
      Path path = runsRoot.resolve(number == 1 ? wanted : wanted + "-" + number);
      try {
        PrivateFiles.createFolder(path);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      Path real = path.toRealPath();
      PrivateFiles.touch(real.resolve(SUPERVISOR_LOCK));
      return new RunDirectory(real);
    }
    throw new IOException("too many runs named " + wanted + " in " + runsRoot);
  }

  /** A name as {@link #create} would choose it; nothing is made yet. */
  public static String freeName(Path runsRoot, String name, LocalDateTime start) {
    String wanted = RunName.of(start, name);
    String free = wanted;
    for (int number = 2;
        Files.exists(runsRoot.resolve(free), LinkOption.NOFOLLOW_LINKS);
        number++) {
      free = wanted + "-" + number;
    }
    return free;
  }

  /**
   * Makes the directory of that name, or takes up one that was begun before.
   *
   * @param name by {@link #freeName}, written down before by whoever wants it to be the only one
   */
  public static RunDirectory named(Path runsRoot, String name) throws IOException {
    PrivateFiles.createFolders(runsRoot);
    Path path = runsRoot.resolve(name);
    try {
      PrivateFiles.createFolder(path);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
    Path real = path.toRealPath();
    PrivateFiles.touch(real.resolve(SUPERVISOR_LOCK));
    return new RunDirectory(real);
  }

  /**
   * The directory of an earlier run.
   *
   * @throws UserError when it is missing, a link, somebody else's, or no run directory
   */
  public static RunDirectory open(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          path + " is not a run directory",
          Files.isSymbolicLink(path)
              ? "it is a link; name the folder that it leads to"
              : "name one of the folders that `lorabake runs` lists");
    }
    if (!Files.isRegularFile(path.resolve(SUPERVISOR_LOCK), LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          path + " is not a run directory: it has no " + SUPERVISOR_LOCK,
          "name one of the folders that `lorabake runs` lists");
    }
    return new RunDirectory(path.toRealPath());
  }

  /** The runs under a root, the latest first; empty where there is no such folder. */
  public static List<RunDirectory> list(Path runsRoot) throws IOException {
    if (!Files.isDirectory(runsRoot)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runsRoot.toRealPath())) {
      return folders
          .filter(folder -> RunName.matches(String.valueOf(folder.getFileName())))
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .filter(folder -> Files.isRegularFile(folder.resolve(SUPERVISOR_LOCK)))
          .sorted(Comparator.reverseOrder())
          .map(RunDirectory::new)
          .toList();
    }
  }

  /** The directory itself, absolute and without links. */
  public Path path() {
    return path;
  }

  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** One of the files by its constant. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes one of the files durably, whole or not at all. */
  public void write(String name, String content) throws IOException {
    PrivateFiles.write(file(name), content.getBytes(StandardCharsets.UTF_8), false);
  }

  /** Writes a file that can be executed. */
  public void writeScript(String name, String content) throws IOException {
    PrivateFiles.write(file(name), content.getBytes(StandardCharsets.UTF_8), true);
  }

  /** Makes a folder within. */
  public Path folder(String name) throws IOException {
    PrivateFiles.createFolders(file(name));
    return file(name);
  }

  /** Removes the run; only for one that never began. */
  public void discard() throws IOException {
    PrivateFiles.deleteTree(path);
  }

  /** Removes what was written into {@link #OUTPUT}, and the folder. */
  void removeOutput() throws IOException {
    PrivateFiles.deleteTree(file(OUTPUT));
  }

  /** What a watcher should know beforehand; empty where the run was started without it. */
  Optional<Outlook> outlook() throws IOException {
    Path outlook = file(OUTLOOK);
    return Files.isRegularFile(outlook, LinkOption.NOFOLLOW_LINKS)
        ? Outlook.read(Files.readString(outlook))
        : Optional.empty();
  }

  /** What it is for. */
  public Purpose purpose() throws IOException {
    return Expectation.read(this).map(Expectation::purpose).orElse(Purpose.TRAINING);
  }

  /** Who runs it; empty before the start. */
  public Optional<KeeperRecord> record() throws IOException {
    return KeeperRecord.read(file(RECORD));
  }

  /** How it ended; empty while it runs, and for ever when the keeper was killed. */
  public Optional<KeeperExit> exit() throws IOException {
    return KeeperExit.read(file(EXIT));
  }

  /** The trainer with all its processes; empty before the start. */
  public Optional<ProcessTree> tree(Processes processes) throws IOException {
    return record().map(record -> record.tree(processes, path));
  }

  /** Whether its trainer was started, whatever became of it. */
  public boolean wasStarted() throws IOException {
    return record().isPresent() || exit().isPresent() || isKept();
  }

  /** Whether a keeper watches the trainer now. */
  public boolean isKept() throws IOException {
    return LockFile.isHeld(file(KEEPER_LOCK));
  }

  /** Whether something of the trainer, or its keeper, is running. */
  public boolean isAlive(Processes processes) throws IOException {
    if (isKept()) {
      return true;
    }
    Optional<ProcessTree> tree = tree(processes);
    return exit().isEmpty() && tree.isPresent() && !tree.get().members().isEmpty();
  }

  /** Whether somebody writes the journal now. */
  public boolean isSupervised() throws IOException {
    return LockFile.isHeld(file(SUPERVISOR_LOCK));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
