package dev.lorabake.tui.wizard;

import dev.lorabake.train.FoundModel;
import dev.lorabake.train.Templates.Template;
import dev.lorabake.tui.LookAtMachine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out beside the questions, so that less has to be typed.
 *
 * @param folder where the recipe is written, which typed paths count from
 * @param templates {@code null} before they were read
 * @param models files on this disk, {@code null} before they were looked for
 * @param folders of images in the working folder
 * @param machine {@code null} before it was looked at
 */
record Known(
    Path folder,
    @Nullable List<Template> templates,
    @Nullable List<FoundModel> models,
    List<LookForImages.Folder> folders,
    LookAtMachine.@Nullable Seen machine) {
  static Known nothing(Path folder) {
    return new Known(folder, null, null, List.of(), null);
  }

  Known with(List<Template> found) {
    return new Known(folder, found, models, folders, machine);
  }

  Known withModels(List<FoundModel> found) {
    return new Known(folder, templates, found, folders, machine);
  }

  Known withFolders(List<LookForImages.Folder> found) {
    return new Known(folder, templates, models, found, machine);
  }

  Known with(LookAtMachine.Seen seen) {
    return new Known(folder, templates, models, folders, seen);
  }

  /** How many models of a family there are, so that one sees what one has. */
  long modelsOf(String family) {
    return models == null
        ? 0
        : models.stream()
            .filter(one -> !one.standIn() && one.fits(family, Answers.BASE_MODEL))
            .count();
  }
}
