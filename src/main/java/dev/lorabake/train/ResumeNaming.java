package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.run.Purpose;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a resumed run writes under another name: upstream counts the steps in the names
 * of files from near 0 again, overwrites what is there, and removes by these numbers what {@code
 * save_last_n_steps} does not keep.
 */
final class ResumeNaming {
  private final EarlierRun earlier;
  private final Purpose purpose;
  private String why = "";

  ResumeNaming(EarlierRun earlier, Purpose purpose) {
    this.earlier = earlier;
    this.purpose = purpose;
  }

  /** Another name, or {@code null} where the old one serves. */
  @Nullable String name(Prepared resumed, ResumeWay way, long step) {
    Recipe recipe = resumed.recipe();
    Path folder = recipe.path("output_dir").orElse(null);
    if (folder == null) {
      return null; // the preflight says so
    }
    long zero = step(way, resumed, step);
    boolean bySteps = recipe.isSet("save_every_n_steps") && zero != counted();
    boolean byEpochs =
        way == ResumeWay.REST
            && (recipe.isSet("save_every_n_epochs") || recipe.isSet("save_n_epoch_ratio"));
    List<String> inTheWay =
        purpose.keepsToItself() ? List.of() : OutputNames.inTheWay(resumed.plan(), folder);
    String name = recipe.text("output_name").orElse(recipe.name());
    boolean chosen =
        recipe.find("output_name").filter(set -> set.origin() == Origin.FLAG).isPresent();
    if (chosen && !inTheWay.isEmpty()) {
      throw new UserError(
          folder.resolve(inTheWay.getFirst()) + " would be overwritten",
          "choose another --output_name, or leave it out");
    }
    if (chosen || (!bySteps && !byEpochs && inTheWay.isEmpty())) {
      return null;
    }
    why =
        "the files get another name: "
            + (inTheWay.isEmpty()
                ? "sd-scripts counts " + (byEpochs ? "epochs" : "steps") + " in them from near 0"
                : inTheWay.getFirst() + " is there and would be overwritten");
    return OutputNames.free(name, earlier.resumed() != null, zero, folder);
  }

  /** Why, after {@link #name} gave one. */
  String why() {
    return why;
  }

  private long counted() {
    return earlier.before() + earlier.shift();
  }

  private long step(ResumeWay way, Prepared resumed, long step) {
    return earlier.before()
        + (way == ResumeWay.REST ? step : EarlierRun.shift(resumed.plan().course()));
  }
}
