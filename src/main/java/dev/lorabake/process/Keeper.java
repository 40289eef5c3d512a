package dev.lorabake.process;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program under {@code python-env/keeper.py}: in a session of its own, its output in a
 * file, its end learnt and written down even when this program is long gone.
 */
public final class Keeper {
  /** A Python of a busy machine takes seconds to start. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Keeper() {}

  /**
   * What to start.
   *
   * @param python an interpreter of version 3.9 or later; it need not be the program's own
   * @param keeper the file {@code keeper.py}
   * @param runDirectory an existing folder that was not used before
   * @param alsoLock further files whose locks are held as long as the program runs, made where
   *     missing; they keep two runs from one output name
   * @param environment added to this program's own; the only way for secrets
   * @param telemetry how the GPUs are looked at meanwhile; {@code null} for not at all
   * @param attendant a file that names whom to start once the program has ended; {@code null} for
   *     nobody
   * @param holder who wants the program: once that process is gone the program is ended; {@code
   *     null} where it is to outlive everybody
   */
  public record Order(
      Path python,
      Path keeper,
      Path runDirectory,
      Path workingDirectory,
      List<Path> alsoLock,
      List<String> argv,
      Map<String, String> environment,
      @Nullable Telemetry telemetry,
      @Nullable Path attendant,
      @Nullable ProcessIdentity holder) {
    public Order {
      alsoLock = List.copyOf(alsoLock);
      argv = List.copyOf(argv);
      environment = Map.copyOf(environment);
    }

    /** As above, where nobody is started at the end. */
    public Order(
        Path python,
        Path keeper,
        Path runDirectory,
        Path workingDirectory,
        List<Path> alsoLock,
        List<String> argv,
        Map<String, String> environment,
        @Nullable Telemetry telemetry) {
      this(
          python,
          keeper,
          runDirectory,
          workingDirectory,
          alsoLock,
          argv,
          environment,
          telemetry,
          null,
          null);
    }

    /** The same with somebody to be started at the end. */
    public Order attendedBy(@Nullable Path file) {
      return new Order(
          python,
          keeper,
          runDirectory,
          workingDirectory,
          alsoLock,
          argv,
          environment,
          telemetry,
          file,
          holder);
    }

    /** The same for a program that nobody wants without that process. */
    public Order heldBy(@Nullable ProcessIdentity process) {
      return new Order(
          python,
          keeper,
          runDirectory,
          workingDirectory,
          alsoLock,
          argv,
          environment,
          telemetry,
          attendant,
          process);
    }
  }

  /**
   * How nvidia-smi is asked, where there is one.
   *
   * @param devices what the program uses, as {@code CUDA_VISIBLE_DEVICES} would say it; {@code
   *     null} for unknown
   */
  public record Telemetry(Duration every, @Nullable String devices) {}

  /** What became of an order. */
  public sealed interface Start {
    /** The program runs, and {@code record.json} says who it is. */
    record Started(long pid) implements Start {}

    /** Nothing runs. */
    record Refused(Reason reason, String text) implements Start {}
  }

  /** Why a keeper starts nothing. */
  public enum Reason {
    /** The run directory has a keeper. */
    LOCKED,
    /** Another run holds one of the further locks. */
    OUTPUT_LOCKED,
    /** The run directory was used before. */
    USED,
    /** The program cannot be started: it is missing or no program. */
    CANNOT_START,
    /** A file of the run directory could not be written, or the keeper did not answer. */
    IO
  }

  /**
   * Returns as soon as the program runs or cannot.
   *
   * @throws IOException when Python itself cannot be started
   */
  public static Start start(Order order) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>();
    // -I and -S: nothing of the trainer's Python environment belongs into the keeper
    argv.addAll(List.of(order.python().toString(), "-I", "-S", order.keeper().toString()));
    argv.add(order.runDirectory().toAbsolutePath().toString());
    argv.addAll(List.of("--cwd", order.workingDirectory().toAbsolutePath().toString()));
    for (Path lock : order.alsoLock()) {
      argv.addAll(List.of("--also-lock", lock.toAbsolutePath().toString()));
    }
    Telemetry telemetry = order.telemetry();
    if (telemetry != null) {
      argv.addAll(List.of("--telemetry", Double.toString(telemetry.every().toMillis() / 1000.0)));
      if (telemetry.devices() != null) {
        argv.addAll(List.of("--devices", telemetry.devices()));
      }
    }
    ProcessIdentity holder = order.holder();
    if (holder != null) {
      argv.addAll(List.of("--lifeline", holder.pid() + ":" + holder.startTicks()));
    }
    if (order.attendant() != null) {
      argv.addAll(List.of("--attendant", order.attendant().toAbsolutePath().toString()));
    }
    argv.add("--");
    argv.addAll(order.argv());
    return answer(Commands.run(argv, PATIENCE, order.environment()));
  }

  private static Start answer(CommandResult result) {
    if (result.timedOut()) {
      return new Start.Refused(Reason.IO, "the keeper did not answer within " + PATIENCE);
    }
    try {
      JsonObject answer = Json.object(result.stdout(), "keeper");
      if (answer.flag("started", false)) {
        return new Start.Started(answer.whole("pid"));
      }
      return new Start.Refused(reason(answer.text("kind")), answer.text("error"));
    } catch (JsonError e) {
      String said = (result.stderr() + result.stdout()).strip();
      return new Start.Refused(Reason.IO, "the keeper could not be started: " + said);
    }
  }

  private static Reason reason(String kind) {
    return switch (kind) {
      case "locked" -> Reason.LOCKED;
      case "output-locked" -> Reason.OUTPUT_LOCKED;
      case "used" -> Reason.USED;
      case "cannot-start" -> Reason.CANNOT_START;
      default -> Reason.IO;
    };
  }
}
