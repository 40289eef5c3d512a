package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a script without running it: plain assignments are taken, plain comparisons decided; what
 * a loop, a function or an open condition does is taken for possible.
 */
final class ScriptReader {
  /** A condition or loop that is not yet closed. */
  private static final class Frame {
    final Map<String, List<Word>> before;
    final Place place;
    boolean open;
    boolean taken;
    boolean skipped;

    Frame(Map<String, List<Word>> before, Place place) {
      this.before = before;
      this.place = place;
    }
  }

  private static final int DEEPEST = 200;

  private final Dialect dialect;
  private final Variables variables;
  private final List<Script.Command> commands = new ArrayList<>();
  private final List<Script.Assignment> assignments = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Set<String> asked = new HashSet<>();
  private int tooDeep;

  private ScriptReader(Dialect dialect, Path file) {
    this.dialect = dialect;
    Path folder = file.getParent();
    String here = folder == null ? "." : folder.toString();
    this.variables = new Variables(dialect, here, new Place(file, 1, 1));
  }

  static Script read(Path file, String text) {
    Dialect dialect = Dialect.of(text);
    Source source = new Source(file, text);
    List<Statement> statements =
        switch (dialect) {
          case POSIX -> PosixStatements.of(source);
          case BATCH -> BatchStatements.of(source, text);
          case POWERSHELL -> PowershellStatements.of(source);
        };
    ScriptReader reader = new ScriptReader(dialect, file);
    statements.forEach(reader::take);
    return new Script(
        dialect,
        List.copyOf(reader.commands),
        List.copyOf(reader.assignments),
        Set.copyOf(reader.asked));
  }

  private void take(Statement statement) {
    switch (statement) {
      case Statement.If condition when condition.again() && !frames.isEmpty() -> again(condition);
      case Statement.If condition -> {
        Frame frame = push(condition.place());
        if (frame != null) {
          decide(frame, condition.test());
        }
      }
      case Statement.Else otherwise -> {
        if (!frames.isEmpty() && tooDeep == 0) {
          Frame frame = frames.getFirst();
          frame.skipped = frame.taken;
          frame.taken = true;
        }
      }
      case Statement.Open open -> {
        Frame frame = push(open.place());
        if (frame != null) {
          frame.open = true;
        }
      }
      case Statement.Close _ -> pop();
      case Statement.Assign assign -> {
        if (isReached()) {
          assign(assign);
        }
      }
      case Statement.Run run -> {
        List<Word> words = isReached() ? variables.fill(run.words()) : List.of();
        if (!words.isEmpty()) {
          commands.add(new Script.Command(words, isSure(), run.place()));
        }
      }
    }
  }

  private @Nullable Frame push(Place place) {
    if (frames.size() >= DEEPEST) {
      tooDeep++;
      return null;
    }
    Frame frame = new Frame(variables.snapshot(), place);
    frames.push(frame);
    return frame;
  }

  private void pop() {
    if (tooDeep > 0) {
      tooDeep--;
    } else if (!frames.isEmpty()) {
      Frame frame = frames.pop();
      if (frame.open) {
        variables.doubtChangesSince(
            frame.before, "it depends on what line " + frame.place.line() + " decides");
      }
    }
  }

  private void again(Statement.If condition) {
    if (tooDeep > 0) {
      return;
    }
    Frame frame = frames.getFirst();
    frame.skipped = frame.taken;
    if (!frame.taken) {
      decide(frame, condition.test());
    }
  }

  private void decide(Frame frame, List<RawWord> test) {
    test.forEach(word ->
        word.pieces()
            .forEach(piece -> {
              if (piece instanceof Piece.Variable variable) {
                asked.add(variable.name());
              }
            }));
    Optional<Boolean> holds =
        isReached() ? Condition.holds(dialect, test, variables) : Optional.of(false);
    frame.skipped = holds.isPresent() && !holds.get();
    frame.taken |= holds.isPresent() && holds.get();
    frame.open |= holds.isEmpty();
  }

  private boolean isReached() {
    return tooDeep == 0 && frames.stream().noneMatch(frame -> frame.skipped);
  }

  private boolean isSure() {
    return frames.stream().noneMatch(frame -> frame.open);
  }

  private void assign(Statement.Assign assign) {
    List<Word> items =
        assign.list()
            ? variables.fill(assign.items())
            : List.of(variables.whole(assign.items().getFirst()));
    if (assign.list() && dialect == Dialect.POWERSHELL) {
      items = assign.items().stream().map(variables::whole).toList();
    }
    variables.set(assign.name(), items, assign.list(), assign.append());
    assignments.add(new Script.Assignment(assign.name(), items, assign.exported(), assign.place()));
  }
}
