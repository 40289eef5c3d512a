package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ModelFile;
import dev.lorabake.preflight.Subject;
import dev.lorabake.weights.LoraContents;
import dev.lorabake.weights.ModelContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finished LoRA that the recipe goes on from or trains upon. */
record NamedLora(String option, ModelFile file) {
  static final String NETWORK = "network_weights";
  static final String BASE = "base_weights";

  static List<NamedLora> of(Subject subject) {
    List<NamedLora> named = new ArrayList<>();
    for (String option : List.of(NETWORK, BASE)) {
      for (Object item : subject.recipe().list(option)) {
        if (item instanceof String text && !text.isEmpty()) {
          subject
              .models()
              .at(subject.recipe().resolve(text))
              .ifPresent(file -> named.add(new NamedLora(option, file)));
        }
      }
    }
    return named;
  }

  /** The LoRA that training goes on from, where its header can be read. */
  static Optional<LoraContents> toGoOnFrom(Subject subject) {
    return of(subject).stream()
        .filter(named -> named.option().equals(NETWORK))
        .flatMap(named -> Optional.ofNullable(named.file().contents()).stream())
        .map(ModelContents::lora)
        .filter(LoraContents::isLora)
        .findFirst();
  }

  String title() {
    return option + " " + file.path().getFileName();
  }
}
