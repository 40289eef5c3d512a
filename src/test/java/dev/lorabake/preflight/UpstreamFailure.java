package dev.lorabake.preflight;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One condition under which upstream fails at its start, late, or does in silence something else
 * than its settings say; and what lorabake does about it before anything is started. All of them
 * make the table of src/docs/startup-failures.md.
 *
 * @param id in kebab case
 * @param outcome what upstream does
 * @param condition in our words, without full stop
 * @param source file and function, or line, of the pinned upstream
 * @param answer what lorabake does about it
 */
record UpstreamFailure(String id, Outcome outcome, String condition, String source, Answer answer) {

  /** What upstream does. */
  enum Outcome {
    /** It ends with a traceback. */
    CRASH("crashes"),
    /** It ends, or gives the run up, with a message of its own. */
    ERROR("stops"),
    /** It says so and goes on. */
    WARNING("warns"),
    /** A setting does nothing, and nobody says so. */
    IGNORED("ignores it"),
    /** Something else happens than the settings say, and nobody says so. */
    CHANGED("does something else");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** What lorabake does about it. */
  sealed interface Answer {
    /** A rule finds it. */
    record Found(String rule, Fixture bad, @Nullable Severity severity) implements Answer {}

    /** The reader refuses the file or the flag with these words: exit code 2. */
    record Refused(String words, Fixture bad) implements Answer {}

    /** It cannot come about in what lorabake renders and starts. */
    record Impossible(String why) implements Answer {}

    /** It is what the settings ask for, or does no harm; nothing is said, on purpose. */
    record Harmless(String why) implements Answer {}

    /** It cannot be known before the launch. */
    record Undecidable(String why) implements Answer {}
  }

  /** Begins a row; one of the other methods ends it. */
  static Row failure(String id, Outcome outcome, String condition, String source) {
    return new Row(id, outcome, condition, source);
  }

  /** A row that waits for its answer. */
  record Row(String id, Outcome outcome, String condition, String source) {

    /**
     * A rule finds it in the sound recipe with these changes (see {@link Fixture}), planned with
     * {@link SampleImages} about it.
     */
    UpstreamFailure foundBy(String rule, String changes) {
      return foundBy(rule, changes, on -> on);
    }

    /** As above, with other surroundings. */
    UpstreamFailure foundBy(String rule, String changes, UnaryOperator<Fixture> surroundings) {
      return answered(new Answer.Found(rule, surroundings.apply(new Fixture(changes)), null));
    }

    /** As above, where the finding is of another severity than the outcome asks for. */
    UpstreamFailure foundBy(
        String rule, Severity severity, String changes, UnaryOperator<Fixture> surroundings) {
      return answered(new Answer.Found(rule, surroundings.apply(new Fixture(changes)), severity));
    }

    /** The reader refuses it with an error that has these words. */
    UpstreamFailure refused(String words, String changes, UnaryOperator<Fixture> surroundings) {
      return answered(new Answer.Refused(words, surroundings.apply(new Fixture(changes))));
    }

    UpstreamFailure impossible(String why) {
      return answered(new Answer.Impossible(why));
    }

    UpstreamFailure harmless(String why) {
      return answered(new Answer.Harmless(why));
    }

    UpstreamFailure undecidable(String why) {
      return answered(new Answer.Undecidable(why));
    }

    private UpstreamFailure answered(Answer answer) {
      return new UpstreamFailure(id, outcome, condition, source, answer);
    }
  }

  /** A part of upstream's way from its start to the last save. */
  record Stage(String title, List<UpstreamFailure> failures) {}

  @Override
  public String toString() {
    return id;
  }
}
