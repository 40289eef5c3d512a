package dev.lorabake.cli;

import dev.lorabake.plan.Course.PlannedState;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.train.Resumption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The published shape of {@code resume --dry-run --json}.
 *
 * @param run directory of the earlier run
 * @param state the folder it goes on from, or null; {@code weights} the file, or null
 * @param step of the whole training, as are {@code ends} and {@code total}
 * @param updates that the resumed run makes
 * @param total where the whole training ends by its settings
 * @param countedFrom the step that the resumed run, its file names too, counts as 0
 * @param way {@code epoch}, {@code skip} or {@code rest}
 * @param firstEpoch the first that is trained, as upstream counts them
 * @param files weights it will write; {@code states} folders
 * @param removes what it removes of what lies in the output folder
 */
record ResumeReport(
    String run,
    @Nullable String state,
    @Nullable String weights,
    long step,
    long updates,
    long ends,
    long total,
    long countedFrom,
    String way,
    long firstEpoch,
    String outputName,
    List<String> files,
    List<String> states,
    List<String> removes,
    List<Passed> passedBy,
    List<ChangedSetting> changes,
    List<String> notes) {

  /** What was passed by, and why. */
  record Passed(String path, String problem) {}

  static ResumeReport of(Resumption resumption) {
    ResumedFrom from = resumption.from();
    var plan = resumption.prepared().plan();
    return new ResumeReport(
        from.run().toString(),
        from.state() == null ? null : from.state().toString(),
        from.weights() == null ? null : from.weights().toString(),
        from.step(),
        resumption.updates(),
        resumption.end(),
        from.total(),
        from.countedFrom(),
        resumption.way().id(),
        plan.course().firstEpoch(),
        resumption.outputName(),
        plan.checkpoints().stream().map(PlannedCheckpoint::file).toList(),
        plan.course().states().stream().map(PlannedState::folder).toList(),
        plan.course().removesEarlier(),
        resumption.passedBy().stream()
            .map(passed -> new Passed(passed.path().toString(), passed.problem()))
            .toList(),
        resumption.changes(),
        resumption.notes());
  }
}
