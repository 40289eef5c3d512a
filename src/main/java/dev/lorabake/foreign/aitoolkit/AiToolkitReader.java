package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.catalog.Family;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.JsonSource;
import dev.lorabake.foreign.KeyView;
import dev.lorabake.foreign.LeftOut;
import dev.lorabake.foreign.Mapping;
import dev.lorabake.recipe.RecipeFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a job of ai-toolkit, YAML or JSON. Where a key is missing, ai-toolkit's own default counts,
 * not that of sd-scripts.
 */
public final class AiToolkitReader implements ForeignReader {
  @Override
  public boolean recognises(ForeignFile file) {
    return JobText.isJob(file);
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    JobText.refuse(companions);
    KeyView keys = JobText.keys(main);
    Architecture model = Architecture.of(keys);
    Family family =
        surroundings
            .catalog()
            .family(model.family())
            .orElseThrow(() -> new IllegalStateException("no family " + model.family()));
    Path base = Optional.ofNullable(main.path().getParent()).orElse(main.path());
    Draft draft = new Draft();
    Job job = new Job(new Mapping(keys, draft, surroundings.catalog(), family, base), model);
    BaseModels.map(job);
    Networks.map(job);
    Training.map(job);
    Optimizers.map(job);
    Schedules.map(job);
    Noise.map(job);
    Datasets.map(job);
    Saving.map(job);
    Samples.map(job);
    LeftOut.account(keys, LeftOut.table(AiToolkitReader.class, "left-out.json"));
    JsonSource.of(main).map(JsonSource::repeated).orElse(List.of()).forEach(keys::standsTwice);
    return new Imported(
        RecipeFormat.AI_TOOLKIT,
        "ai-toolkit",
        List.of(main.path()),
        base,
        draft.parts(),
        null,
        keys.ledger().accounts(),
        keys.ledger().additions());
  }
}
