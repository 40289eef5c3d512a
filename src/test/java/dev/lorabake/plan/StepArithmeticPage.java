package dev.lorabake.plan;

import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The page of worked cases: trainings that upstream's own loop has run, with the steps it made,
 * ours and those of the usual formula.
 */
final class StepArithmeticPage {
  private static final String HEAD =
      """
      # How many steps: worked cases

      `lorabake plan` does not estimate the number of steps: it walks the training as sd-scripts' own loop does.
      The cases below are recorded runs of that loop (`NetworkTrainer.train` of train_network.py, which all families
      share, with its own data sets, data loaders, schedulers and saving; models and pictures are replaced by tiny
      ones, several processes are real ones). A test compares these and some hundreds of random ones with the plan:
      total, epochs, updates, every file and state folder written or removed with its step, the warm-up, and where a
      resumed run starts. There is no difference in any. This page is generated (`StepArithmeticPageTest`).

      The usual formula is `images x repeats / batch size x epochs`, divided by gradient accumulation and processes
      where there are any. It is off because

      - every bucket of every dataset has a last batch that is not full, in every epoch;
      - as many regularisation images are trained as there are training images after repeats, in buckets of their own;
      - images set aside for validation are missing, and are rounded to whole images in each subset;
      - batches are shared out, and an epoch ends with an update even when the accumulation is not complete;
      - a run that resumes starts again at the beginning of the epoch that it was saved in, unless it skips.

      """;

  private static final String TABLE =
      """
      | case, 10 epochs | formula | sd-scripts | lorabake | the formula is off by |
      |---|---|---|---|---|
      """;

  private static final String NOTES =
      """

      Steps are updates of the weights in this one run. For a run that goes on, the formula is that of the whole
      training less the step it starts from. The sizes of the photos are 7 of 1024x1024, 5 of 832x1216, 4 of 1216x832,
      3 of 1920x1080 and 2 of 600x800; resolution 1024, `max_bucket_reso = 2048`, ten epochs throughout.

      ## What else the loop does
      - The learning rate's schedule is advanced once for every process at each update: `lr_warmup_steps = 100` on
        two processes lasts 50 updates. A ratio (`0.1`) is one of the whole run, however many processes there are.
      - The first update after a resume is still made at the rate that the earlier run had when it saved the state.
      - `initial_step = 0` counts as given, so that `initial_epoch` beside it is not looked at; `initial_epoch` is
        turned into steps with the share of a process divided among the processes once more.
      - `skip_until_initial_step` with gradient accumulation divides batches by updates: whole epochs too many are
        passed over, numbers of steps begin below 0, and the run may save its final file without a single update.
      - `validate_every_n_steps` with fewer `max_validation_steps` than there are validation batches disturbs the
        accumulation for the rest of that epoch: no update is forced at its end, or (one batch fewer) every batch
        becomes an update of its own. The plan counts that too, and `check` tells it.
      """;

  private StepArithmeticPage() {}

  /** Makes the plan of a case in a folder of its own. */
  interface Planning {
    Plan plan(UpstreamTraining training) throws IOException;
  }

  static String page(List<UpstreamTraining> recorded, Planning planning) throws IOException {
    StringBuilder page = new StringBuilder(HEAD).append(TABLE);
    List<UpstreamTraining> sorted =
        recorded.stream().sorted(Comparator.comparingLong(UpstreamTraining::seed)).toList();
    for (UpstreamTraining one : sorted) {
      Plan plan = planning.plan(one);
      long theirs = (Long) one.expected().list("rate").getFirst();
      long formula = formula(one);
      page.append("| ").append(one.json().text("words")).append(" | ").append(formula);
      page.append(" | ").append(theirs).append(" | ").append(plan.course().updates());
      page.append(" | ").append(off(formula, theirs)).append(" |\n");
    }
    return page.append(NOTES).toString();
  }

  private static String off(long formula, long steps) {
    return formula == steps
        ? "nothing"
        : String.format(
            Locale.ROOT,
            "%+d%s",
            formula - steps,
            steps == 0 ? "" : " (%+.0f %%)".formatted(100.0 * (formula - steps) / steps));
  }

  private static long accumulation(UpstreamTraining one) {
    return one.options().whole("gradient_accumulation_steps");
  }

  private static long files(UpstreamTraining one, JsonObject subset) {
    return one.json().object("folders").list(subset.text("image_dir")).size();
  }

  /** The step that the run goes on from; 0 for one that starts afresh. */
  private static long start(UpstreamTraining one) {
    return one.json().has("state") ? one.json().object("state").whole("current_step") : 0;
  }

  private static long formula(UpstreamTraining one) {
    double batches = 0;
    for (JsonObject block : one.json().objects("datasets")) {
      long images = 0;
      for (JsonObject subset : block.objects("subsets")) {
        images +=
            subset.flag("is_reg", false) ? 0 : files(one, subset) * subset.whole("num_repeats");
      }
      batches += (double) images / block.whole("batch_size");
    }
    double steps = batches * one.options().whole("max_train_epochs");
    long whole = Math.round(steps / accumulation(one) / one.json().whole("processes"));
    return whole - start(one);
  }
}
