package dev.lorabake.process;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who runs a program, as its keeper wrote it at the start ({@code record.json}).
 *
 * @param program the process that was asked for; its pid names its group and session too
 * @param started by the clock on the wall
 * @param workingDirectory relative paths in the log are relative to it
 */
public record KeeperRecord(
    ProcessIdentity keeper,
    ProcessIdentity program,
    Instant started,
    Path workingDirectory,
    List<String> argv) {

  /**
   * Empty while there is no such file.
   *
   * @throws dev.lorabake.json.JsonError when it was tampered with
   */
  public static Optional<KeeperRecord> read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    JsonObject record = Json.object(Files.readString(file), file.toString());
    String bootId = record.text("boot_id");
    return Optional.of(
        new KeeperRecord(
            identity(bootId, record.object("keeper")),
            identity(bootId, record.object("trainer")),
            Instant.parse(record.text("started")),
            Path.of(record.text("cwd")),
            record.texts("argv")));
  }

  private static ProcessIdentity identity(String bootId, JsonObject who) {
    return new ProcessIdentity(bootId, who.whole("pid"), who.whole("start_ticks"));
  }

  /**
   * The program with all that it started.
   *
   * @param runDirectory as it was given to the keeper
   */
  public ProcessTree tree(Processes processes, Path runDirectory) {
    return new ProcessTree(
        processes, keeper, program, runDirectory.toAbsolutePath().normalize().toString());
  }
}
