package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.render.ShellScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What has the queue worked off after a restart of the machine: a unit for the user's systemd, or a
 * line for cron. Only texts; who wants one installs it.
 *
 * @param command program and words
 * @param variables it needs to find what it found when this was made; no secrets
 * @param folder where it is run
 */
public record RestartUnit(List<String> command, Map<String, String> variables, Path folder) {
  /** The name that the unit is given. */
  public static final String NAME = "lorabake-queue.service";

  /**
   * @throws UserError where a path has a line break or another control character, which neither
   *     format can hold
   */
  public RestartUnit {
    List<String> all = new ArrayList<>(command);
    all.addAll(variables.values());
    all.add(folder.toString());
    for (String text : all) {
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new UserError(
            "a control character stands in " + text,
            "systemd and cron cannot be told of it: give the folder another name");
      }
    }
    command = List.copyOf(command);
  }

  /**
   * A unit of the user's. Trainings are no part of it: {@code KillMode=process} leaves them alone
   * when the runner ends or is stopped (systemd.kill(5)).
   */
  public String unit() {
    String environment =
        variables.entrySet().stream()
            .map(one -> "Environment=" + forSystemd(one.getKey() + "=" + one.getValue()) + "\n")
            .collect(Collectors.joining());
    String words =
        command.stream()
            // variables are put into words of a command, and nowhere else
            .map(word -> forSystemd(word).replace("$", "$$"))
            .collect(Collectors.joining(" "));
    return """
    [Unit]
    Description=lorabake: works the queue off

    [Service]
    Type=exec
    WorkingDirectory=%s
    %sExecStart=/usr/bin/env %s
    KillMode=process

    [Install]
    WantedBy=default.target
    """
        .formatted(folder.toString().replace("%", "%%"), environment, words);
  }

  /** Its quotes and escapes are those of systemd.syntax(7); a percent sign begins a specifier. */
  private static String forSystemd(String word) {
    return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + "\"";
  }

  /**
   * A line for {@code crontab -e}; cron takes a bare percent sign for a line break (crontab(5)).
   */
  public String cronLine() {
    String environment =
        variables.entrySet().stream()
            .map(one -> one.getKey() + "=" + ShellScript.quoted(one.getValue()) + " ")
            .collect(Collectors.joining());
    String words = command.stream().map(ShellScript::quoted).collect(Collectors.joining(" "));
    String line = "cd " + ShellScript.quoted(folder.toString()) + " && " + environment + words;
    return "@reboot " + line.replace("%", "\\%");
  }
}
