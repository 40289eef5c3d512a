package dev.lorabake.tui.wizard;

import dev.lorabake.Figures;
import dev.lorabake.train.FoundModel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A path that need not be typed.
 *
 * @param path as it would be typed
 * @param what it is, in a few words
 */
record Suggestion(String path, String what) {
  /** Those for a question; none for one that takes no path. */
  static List<Suggestion> of(Question question, Answers answers, Known known) {
    return switch (question) {
      case Question.File file -> models(file.placeholder(), answers.family().id(), known);
      case Question.Images _ ->
          known.folders().stream()
              .map(one -> new Suggestion(one.path(), Figures.count(one.images(), "image")))
              .toList();
      case Question.Base _,
          Question.Purpose _,
          Question.Name _,
          Question.Card _,
          Question.Review _ ->
          List.of();
    };
  }

  private static List<Suggestion> models(String placeholder, String family, Known known) {
    List<FoundModel> models = known.models();
    return models == null
        ? List.of()
        : models.stream()
            .filter(model -> model.fits(family, placeholder))
            .sorted(Comparator.comparing(FoundModel::standIn))
            .map(model -> new Suggestion(typed(model.file(), known.folder()), said(model)))
            .toList();
  }

  private static String said(FoundModel model) {
    return model.standIn() ? "the demo's: to rehearse only" : Figures.size(model.bytes());
  }

  private static String typed(Path file, Path folder) {
    return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
  }
}
