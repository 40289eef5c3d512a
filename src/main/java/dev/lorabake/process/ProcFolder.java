package dev.lorabake.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the process table of Linux (proc(5)). */
final class ProcFolder implements Processes {
  private final Path proc;
  private final String bootId;

  ProcFolder(Path proc) {
    this.proc = proc;
    this.bootId = readBootId();
  }

  private String readBootId() {
    try {
      return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String bootId() {
    return bootId;
  }

  @Override
  public Optional<ProcessStatus> find(long pid) {
    try {
      byte[] stat = Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve("stat"));
      return Optional.of(parse(pid, new String(stat, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      return Optional.empty(); // it ended, perhaps while it was read
    }
  }

  /** The name stands in parentheses and may hold blanks and parentheses itself. */
  private ProcessStatus parse(long pid, String stat) throws IOException {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    String[] fields = close < 0 ? new String[0] : stat.substring(close + 1).strip().split(" ", -1);
    if (open < 0 || fields.length < 20) {
      throw new IOException("not the status of a process: " + stat);
    }
    return new ProcessStatus(
        new ProcessIdentity(bootId, pid, Long.parseLong(fields[19])),
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        stat.substring(open + 1, close));
  }

  @Override
  public List<ProcessStatus> all() {
    List<ProcessStatus> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        find(Long.parseLong(String.valueOf(folder.getFileName()))).ifPresent(all::add);
      }
    } catch (IOException e) {
      return all;
    }
    return all;
  }

  @Override
  public boolean startedWith(ProcessStatus process, String variable, String value) {
    try {
      Path environ = proc.resolve(Long.toString(process.pid())).resolve("environ");
      String variables = "\0" + Files.readString(environ, StandardCharsets.ISO_8859_1);
      String wanted =
          new String(
              (variable + "=" + value).getBytes(StandardCharsets.UTF_8),
              StandardCharsets.ISO_8859_1);
      return variables.contains("\0" + wanted + "\0");
    } catch (IOException e) {
      return false; // somebody else's process
    }
  }

  @Override
  public boolean same(ProcessIdentity found, ProcessIdentity recorded) {
    return found.equals(recorded);
  }
}
