package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ModelFile;
import dev.lorabake.preflight.Subject;
import java.util.ArrayList;
import java.util.List;

/** A model file that the recipe names and that is there, with what it must hold. */
record NamedFile(Expected expected, ModelFile file) {

  /** Those of the base model and its parts. */
  static List<NamedFile> models(Subject subject) {
    List<NamedFile> named = new ArrayList<>();
    for (Expected expected : Expected.of(subject.recipe())) {
      subject
          .models()
          .of(expected.option())
          .ifPresent(file -> named.add(new NamedFile(expected, file)));
    }
    return named;
  }

  String option() {
    return expected.option();
  }

  /** Option and file, as the subject of a sentence. */
  String title() {
    return option() + " " + file.path().getFileName();
  }
}
