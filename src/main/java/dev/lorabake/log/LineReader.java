package dev.lorabake.log;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Unrecognized;
import dev.lorabake.event.RunEvent.Warning;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a line is: a row of a record, a part of a traceback, a message, or unknown. */
final class LineReader {
  private final LogState state;
  private final RecordReader records = new RecordReader();
  private final Tracebacks tracebacks;
  private final PythonWarningReader warnings;
  private final UsageReader usage;

  LineReader(LogState state) {
    this.state = state;
    this.tracebacks = new Tracebacks(state);
    this.warnings = new PythonWarningReader(state::emit);
    this.usage = new UsageReader(state::failure);
  }

  /** Takes a line without escape sequences; {@code afterBar}: it continues a bar's row. */
  void line(String text, boolean afterBar) {
    if (!afterBar && records.isOpen() && records.take(state.here("", text))) {
      return;
    }
    endRecord();
    if (text.isBlank()) {
      if (!afterBar) {
        tracebacks.blank();
      }
      return;
    }
    state.otherPrint();
    state.printed();
    RecordRow row = RecordRow.of(text, afterBar);
    if (row != null) {
      endOpen();
      begin(row, text);
    } else {
      plain(afterBar ? text.strip() : text.stripTrailing());
    }
  }

  void emptyLine() {
    endRecord();
    tracebacks.blank();
  }

  /** A bar comes: what was being read is over. */
  void beforeBar() {
    endRecord();
    endOpen();
  }

  void finish() {
    endRecord();
    endOpen();
    tracebacks.finish();
  }

  private void begin(RecordRow row, String line) {
    PhaseName phase = PhaseLine.of(row.text());
    if (phase != null) {
      enter(phase);
    }
    records.begin(row, state.here("", line));
  }

  private void enter(PhaseName phase) {
    if (phase == PhaseName.IMPORTS || phase == PhaseName.TOKENIZER) {
      // a run begins: a traceback that a kill cut off is not going on
      tracebacks.finish();
      state.begin();
    }
    state.enter(phase);
  }

  private void endRecord() {
    Message message = records.end();
    if (message == null || message.text().isEmpty()) {
      return;
    }
    Clue.Kind kind =
        KnownLine.of(message.text()) == KnownLine.DETAIL ? Clue.Kind.LINE : kind(message.level());
    if (kind != null) {
      state.clue(new Clue(kind, message.text(), records.lines(), List.of()));
    }
    Consumer<LogState> action = Recogniser.first(message);
    if (action != null) {
      action.accept(state);
      return;
    }
    Level level = message.level();
    String text = EventText.bounded(message.text());
    if (level == Level.WARNING) {
      state.emit(new Warning(text, message.source()));
    } else if (level == Level.ERROR || level == Level.CRITICAL) {
      state.emit(new Failure(text, null, message.source()));
    }
  }

  private void plain(String line) {
    String rank = Tracebacks.rankOf(line);
    String text = line.substring(rank.length());
    int waiting = state.waiting();
    if (tracebacks.take(rank, text)) {
      return;
    }
    if (usage.take(text) || warnings.take(text)) {
      clues(waiting, rank, text);
      return;
    }
    PhaseName phase = PhaseLine.of(text);
    Consumer<LogState> action = Recogniser.first(Message.plain(text));
    @Nullable KnownLine known = KnownLine.of(text);
    if (phase == null && action == null && known == null) {
      if (!tracebacks.absorb(rank, text) && !warnings.absorb(text)) {
        endOpen();
        state.clue(Clue.Kind.LINE, rank, text);
        state.emit(new Unrecognized(EventText.bounded(text)));
      }
      return;
    }
    endOpen();
    waiting = state.waiting();
    if (phase != null) {
      enter(phase);
    }
    if (action != null) {
      action.accept(state);
    } else if (known != null) {
      known.tell(text, state);
    }
    if (known == KnownLine.DETAIL || ForeignLogLine.isNccl(text)) {
      state.clue(Clue.Kind.LINE, rank, text);
    }
    clues(waiting, rank, text);
  }

  /** A line that was told as an error or a warning is a clue, too. */
  private void clues(int waiting, String rank, String text) {
    if (state.waiting() == waiting) {
      return;
    }
    for (RunEvent event : List.copyOf(state.since(waiting))) {
      if (event instanceof Failure) {
        state.clue(Clue.Kind.ERROR, rank, text);
      } else if (event instanceof Warning) {
        state.clue(Clue.Kind.WARNING, rank, text);
      }
    }
  }

  private static Clue.@Nullable Kind kind(@Nullable Level level) {
    return switch (level) {
      case WARNING -> Clue.Kind.WARNING;
      case ERROR, CRITICAL -> Clue.Kind.ERROR;
      case DEBUG, INFO -> null;
      case null -> null;
    };
  }

  private void endOpen() {
    tracebacks.endMessages();
    warnings.end();
  }
}
