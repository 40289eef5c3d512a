package dev.lorabake.recipe;

import java.util.List;
import java.util.Set;
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
