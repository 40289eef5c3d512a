package dev.lorabake.foreign.onetrainer;

import dev.lorabake.UserError;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a config or preset of OneTrainer with the concepts and samples that it names. Where a key
 * is missing, OneTrainer's own default counts, not that of sd-scripts.
 */
public final class OneTrainerReader implements ForeignReader {
  @Override
  public boolean recognises(ForeignFile file) {
    return SourceText.isConfig(file);
  }

  @Override
  public boolean isCompanion(ForeignFile file) {
    return SourceText.companion(file).isPresent();
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    KeyView keys = new KeyView().open(SourceText.config(main));
    Migration.apply(keys);
    List<Path> files = new ArrayList<>(List.of(main.path()));
    Path base = Companions.open(keys, main, companions, files);
    ModelType model = model(keys);
    Family family =
        surroundings
            .catalog()
            .family(model.family())
            .orElseThrow(() -> new IllegalStateException("no family " + model.family()));
    Draft draft = new Draft();
    Config config =
        new Config(new Mapping(keys, draft, surroundings.catalog(), family, base), model);
    BaseModels.map(config);
    Networks.map(config);
    Parts.map(config);
    Precision.map(config);
    Optimizers.map(config);
    Rates.map(config);
    Noise.map(config);
    Losses.map(config);
    Memory.map(config);
    Data.map(config);
    Concepts.map(config);
    Saving.map(config);
    Samples.map(config);
    keys.key("__version").unset();
    LeftOut.account(keys, LeftOut.table(OneTrainerReader.class, "left-out.json"));
    JsonSource.of(main).map(JsonSource::repeated).orElse(List.of()).forEach(keys::standsTwice);
    return new Imported(
        RecipeFormat.ONETRAINER,
        tool(keys),
        List.copyOf(files),
        base,
        draft.parts(),
        null,
        keys.ledger().accounts(),
        keys.ledger().additions());
  }

  private static ModelType model(KeyView keys) {
    String id = keys.key("model_type").text().orElse("STABLE_DIFFUSION_15");
    return ModelType.find(id)
        .orElseThrow(() ->
            new UserError(
                "model_type " + id + " of this OneTrainer config is none that sd-scripts trains",
                "train it with OneTrainer; these can be imported: "
                    + String.join(", ", ModelType.ids())));
  }

  private static String tool(KeyView keys) {
    return keys.key("__version")
        .text()
        .map(version -> "OneTrainer, config version " + version)
        .orElse("OneTrainer");
  }
}
