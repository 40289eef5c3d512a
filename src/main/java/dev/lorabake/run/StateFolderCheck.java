package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.recipe.TrainState;
import dev.lorabake.weights.CheckpointCheck;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Result;
import dev.lorabake.weights.CheckpointCheck.Verified;
import dev.lorabake.weights.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a state folder can be resumed from. Upstream writes {@code train_state.json} first,
 * so its presence proves nothing; accelerate writes the random states last.
 */
final class StateFolderCheck {
  private static final List<String> TORCH_ENDINGS = List.of(".bin", ".pkl", ".pt", ".pth");

  private StateFolderCheck() {}

  static Result verify(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Broken("the folder is not there");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
      return verify(files, folder);
    } catch (IOException e) {
      return new Broken("the folder cannot be read: " + e.getMessage());
    }
  }

  private static Result verify(List<Path> files, Path folder) throws IOException {
    String problem = missing(files, folder);
    long bytes = 0;
    int tensors = 0;
    for (Path file : files) {
      if (problem != null) {
        break;
      }
      bytes += Files.size(file);
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".safetensors")) {
        switch (CheckpointCheck.verify(file)) {
          case Verified whole -> tensors += whole.tensors();
          case Broken broken -> problem = name + ": " + broken.problem();
        }
      } else if (isTorch(name) ? !TorchFile.isWhole(file) : Files.size(file) == 0) {
        problem = name + ": the file is empty or cut off";
      }
    }
    return problem == null ? new Verified(bytes, tensors, List.of()) : new Broken(problem);
  }

  /** DeepSpeed leaves a text and a script beside such files. */
  private static boolean isTorch(String name) {
    return TORCH_ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static @Nullable String missing(List<Path> files, Path folder) throws IOException {
    List<String> names = files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    if (!names.contains(TrainState.FILE)) {
      return TrainState.FILE + " is missing";
    }
    try {
      Json.object(Files.readString(folder.resolve(TrainState.FILE)), TrainState.FILE);
    } catch (JsonError e) {
      return String.valueOf(e.getMessage());
    }
    if (names.stream().noneMatch(name -> name.startsWith("random_states_"))) {
      return "the random states, which are written last, are missing";
    }
    if (names.stream().noneMatch(name -> name.startsWith("optimizer"))) {
      return "the optimizer's state is missing";
    }
    return null;
  }
}
