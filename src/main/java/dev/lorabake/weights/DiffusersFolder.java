package dev.lorabake.weights;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.weights.ModelPart.Layout;
import dev.lorabake.weights.Prediction.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a diffusers folder says of itself: its small JSON files, no weights. */
final class DiffusersFolder {
  /** Where FLUX.1's transformer lies; upstream knows no other names (library/flux_utils.py). */
  private static final String TRANSFORMER =
      "transformer/diffusion_pytorch_model-00001-of-00003.safetensors";

  private static final long MOST_BYTES = 1 << 20;

  private DiffusersFolder() {}

  static ModelContents read(Path folder) throws IOException {
    if (Files.exists(folder.resolve(TRANSFORMER))) {
      return ModelContents.read(folder.resolve(TRANSFORMER));
    }
    JsonObject unet = json(folder.resolve("unet/config.json"));
    String pipeline = json(folder.resolve("model_index.json")).text("_class_name", "");
    List<ModelPart> parts =
        kind(pipeline, unet)
            .map(kind -> List.of(new ModelPart(kind, Layout.DIFFUSERS, "")))
            .orElse(List.of());
    return ModelContents.ofFolder(parts, whole(unet, "in_channels"), prediction(folder));
  }

  /** The width of the captions tells the model; an unusual one tells nothing. */
  private static Optional<ModelKind> kind(String pipeline, JsonObject unet) {
    if (pipeline.startsWith("StableDiffusion3")) {
      return Optional.of(ModelKind.SD3);
    }
    if (pipeline.startsWith("Flux2")) {
      return Optional.of(ModelKind.FLUX2);
    }
    if (pipeline.startsWith("Flux")) {
      return Optional.of(ModelKind.FLUX);
    }
    if (!pipeline.startsWith("StableDiffusion")) {
      return Optional.empty();
    }
    Long width = whole(unet, "cross_attention_dim");
    return switch (width == null ? 0 : width.intValue()) {
      case 768 -> Optional.of(ModelKind.SD1);
      case 1024 -> Optional.of(ModelKind.SD2);
      case 1280 -> Optional.of(ModelKind.SDXL_REFINER);
      case 2048 -> Optional.of(ModelKind.SDXL);
      default ->
          pipeline.startsWith("StableDiffusionXL") ? Optional.of(ModelKind.SDXL) : Optional.empty();
    };
  }

  private static Prediction prediction(Path folder) throws IOException {
    JsonObject scheduler = json(folder.resolve("scheduler/scheduler_config.json"));
    Target target = Prediction.named(scheduler.text("prediction_type", ""));
    return new Prediction(
        target,
        target != Target.UNKNOWN,
        Boolean.TRUE.equals(scheduler.value("rescale_betas_zero_snr")));
  }

  private static @Nullable Long whole(JsonObject json, String name) {
    return json.value(name) instanceof Long number ? number : null;
  }

  /** Empty where the file is missing, too large or no JSON: then nothing is known. */
  private static JsonObject json(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return Json.object("{}", "nothing");
    }
    try {
      return Json.object(Files.readString(file), String.valueOf(file.getFileName()));
    } catch (JsonError e) {
      return Json.object("{}", "nothing");
    }
  }
}
