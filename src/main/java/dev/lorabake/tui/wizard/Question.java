package dev.lorabake.tui.wizard;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.tui.picker.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked, in this order. */
sealed interface Question {
  /** The base model's family. */
  record Base() implements Question {}

  /** What is to be learned: a template. */
  record Purpose() implements Question {}

  /** A file that the recipe needs, by its placeholder. */
  record File(String placeholder) implements Question {}

  /** The folder of images. */
  record Images() implements Question {}

  /** What the recipe is called. */
  record Name() implements Question {}

  /** The card to plan for. */
  record Card() implements Question {}

  /** No question: what comes of the answers. */
  record Review() implements Question {}

  /** Those for what was answered so far. */
  static List<Question> all(Answers answers) {
    List<Question> all = new ArrayList<>(List.of(new Base(), new Purpose()));
    answers.neededFiles().forEach(placeholder -> all.add(new File(placeholder)));
    all.addAll(List.of(new Images(), new Name(), new Card(), new Review()));
    return all;
  }

  /** The question as it is put. */
  default String title() {
    return switch (this) {
      case Base _ -> "What base model do you train for?";
      case Purpose _ -> "What shall it learn?";
      case File file -> "Where is the " + Question.bare(file.placeholder()) + "?";
      case Images _ -> "Which folder holds your images?";
      case Name _ -> "What shall it be called?";
      case Card _ -> "Which GPU will train it?";
      case Review _ -> "Is it right so?";
    };
  }

  /** What helps to answer it. */
  default String help() {
    return switch (this) {
      case Base _ ->
          "A LoRA works with models of its family only: take the one that you make images with."
              + " Up and down choose, Enter takes, Esc goes back.";
      case Purpose _ -> "Each is a template whose settings suit that purpose; all can be changed.";
      case File file ->
          file.placeholder().equals(Answers.BASE_MODEL)
              ? "Type its path, Tab completes it; or choose one that was found."
              : "It belongs to the base model. Type its path, or choose one that was found.";
      case Images _ ->
          "Pictures with a caption beside each (cat.png, cat.txt); or a folder of folders such as"
              + " 10_cat, each repeated that often.";
      case Name _ ->
          "The recipe's file and the files of the training are named by it. Ctrl-U empties the line.";
      case Card _ ->
          "This machine's, or any other by a part of its name: whether it fits is planned for it.";
      case Review _ ->
          "Nothing is written yet. Enter writes the file and opens it, where every setting can be"
              + " changed; T trains at once, R rehearses: all but the training itself.";
    };
  }

  /** What of the disk answers it; empty where nothing does. */
  default Optional<Sought> sought(Catalog catalog) {
    return switch (this) {
      case File file ->
          catalog
              .option(bare(file.placeholder()).replaceFirst(" file$", ""))
              .or(() -> catalog.option("pretrained_model_name_or_path"))
              .flatMap(Sought::of);
      case Images _ -> catalog.option("train_data_dir").flatMap(Sought::of);
      case Base _, Purpose _, Name _, Card _, Review _ -> Optional.empty();
    };
  }

  private static String bare(String placeholder) {
    return placeholder.substring(1, placeholder.length() - 1);
  }
}
