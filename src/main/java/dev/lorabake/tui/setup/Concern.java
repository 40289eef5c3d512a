package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.train.Prepared;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which settings of a recipe a finding is about. It names options alone, such as {@code image_dir};
 * its place tells of which dataset or subset.
 */
final class Concern {
  private Concern() {}

  /** Whether the setting has to do with it. */
  static boolean isAbout(Finding finding, Field field, Recipe recipe) {
    Optional<Setting> setting = field.setting(recipe);
    if (field.isOfDataset() && setting.filter(own -> standsAt(own, finding)).isPresent()) {
      return true;
    }
    return finding.options().contains(field.name())
        && (setting.isPresent() || inDatasets(finding, recipe).isEmpty());
  }

  /** The name of the setting that it is about in the first place; empty where it is about none. */
  static Optional<String> foremost(Finding finding, Recipe recipe) {
    return inDatasets(finding, recipe)
        .map(Field::name)
        .or(() -> finding.options().stream().findFirst());
  }

  /** The setting of a dataset or subset that stands where the finding points. */
  private static Optional<Field> inDatasets(Finding finding, Recipe recipe) {
    List<DatasetBlock> blocks = recipe.datasets().datasets();
    for (int i = 0; i < blocks.size(); i++) {
      String table = "datasets[" + i + "]";
      Optional<Field> found = in(table, blocks.get(i).settings(), finding);
      for (int j = 0; found.isEmpty() && j < blocks.get(i).subsets().size(); j++) {
        Settings subset = blocks.get(i).subsets().get(j).settings();
        found = in(table + ".subsets[" + j + "]", subset, finding);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Field> in(String table, Settings settings, Finding finding) {
    return settings.all().stream()
        .filter(setting -> standsAt(setting, finding))
        .map(setting -> new Field(table, setting.name()))
        .findFirst();
  }

  private static boolean standsAt(Setting setting, Finding finding) {
    return finding.at() != null && finding.at().equals(setting.place());
  }

  /** The findings, with paths beside the recipe as they may stand there. */
  static Prepared shortened(Prepared prepared, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return prepared;
    }
    String prefix = folder + File.separator;
    Verdict verdict = prepared.verdict();
    List<Finding> findings =
        verdict.findings().stream()
            .map(finding -> finding.saying(finding.message().replace(prefix, "")))
            .toList();
    return new Prepared(
        prepared.recipe(),
        prepared.notes(),
        prepared.machine(),
        prepared.plan(),
        new Verdict(verdict.state(), findings, verdict.allowed()));
  }
}
