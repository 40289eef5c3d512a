package dev.lorabake.cli;

import dev.lorabake.train.Request;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command takes that works on a recipe. */
final class RecipeArguments {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "A recipe, or what another tool wrote: an sd-scripts TOML or command, a kohya_ss,"
              + " OneTrainer, ai-toolkit or LoRA_Easy file, or a trained LoRA.")
  Path file;

  @Option(
      names = "--script",
      paramLabel = "NAME",
      description = "The training script of a file that names none, such as sdxl_train_network.py.")
  @Nullable String script;

  @Option(
      names = "--gpu",
      paramLabel = "CARD",
      description = "Plan and check for this card, such as \"RTX 3060 12GB\".")
  @Nullable String gpu;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  Request request() {
    return new Request(file, UpstreamFlags.given(spec.commandLine().getParseResult()), script, gpu);
  }
}
