package dev.lorabake.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a source of settings says, before family, network and name imply anything.
 *
 * @param name {@code null} where the source names none
 * @param family a family's id, {@code null} where it must be told from the rest
 * @param network a network's id, {@code null} where {@code network_module} stands in {@code train}
 */
public record RecipeParts(
    @Nullable Setting name,
    @Nullable Setting family,
    @Nullable Setting network,
    Settings train,
    DatasetConfig datasets,
    List<SamplePrompt> samples,
    Settings launch,
    Settings machine,
    Set<String> allow,
    List<Unread> unread) {

  /**
   * The same, with each setting as the change makes it.
   *
   * @param change is given where the setting stands ({@code train.network_dim}, {@code
   *     datasets[0].subsets[0].image_dir}, {@code sample[0].prompt}) and answers another one, or
   *     {@code null} to leave it out
   */
  public RecipeParts mapped(BiFunction<String, Setting, @Nullable Setting> change) {
    List<DatasetBlock> blocks = new ArrayList<>();
    for (DatasetBlock block : datasets.datasets()) {
      String above = "datasets[" + blocks.size() + "].";
      List<SubsetBlock> subsets = new ArrayList<>();
      for (SubsetBlock subset : block.subsets()) {
        String within = above + "subsets[" + subsets.size() + "].";
        subsets.add(new SubsetBlock(mapped(within, subset.settings(), change), subset.place()));
      }
      blocks.add(new DatasetBlock(mapped(above, block.settings(), change), subsets, block.place()));
    }
    List<SamplePrompt> prompts = new ArrayList<>();
    for (SamplePrompt sample : samples) {
      String above = "sample[" + prompts.size() + "].";
      prompts.add(new SamplePrompt(mapped(above, sample.settings(), change), sample.place()));
    }
    return new RecipeParts(
        name == null ? null : change.apply("name", name),
        family,
        network,
        mapped("train.", train, change),
        new DatasetConfig(
            mapped("general.", datasets.general(), change), List.copyOf(blocks), datasets.file()),
        List.copyOf(prompts),
        mapped("launch.", launch, change),
        mapped("machine.", machine, change),
        allow,
        unread);
  }

  private static Settings mapped(
      String above, Settings settings, BiFunction<String, Setting, @Nullable Setting> change) {
    List<Setting> changed = new ArrayList<>();
    for (Setting setting : settings.all()) {
      Setting other = change.apply(above + setting.name(), setting);
      if (other != null) {
        changed.add(other);
      }
    }
    return Settings.of(changed);
  }

  /** The same, with settings laid over those of {@code train}. */
  RecipeParts with(Settings overrides) {
    return new RecipeParts(
        name,
        family,
        network,
        train.with(overrides.all()),
        datasets,
        samples,
        launch,
        machine,
        allow,
        unread);
  }
}
