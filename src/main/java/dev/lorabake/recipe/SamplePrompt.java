package dev.lorabake.recipe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One control image to be made while training. Keys: {@code prompt negative_prompt width height
 * sample_steps scale seed sample_sampler controlnet_image renorm_cfg}, spelled as in upstream's
 * prompt TOML.
 */
public record SamplePrompt(Settings settings, @Nullable Place place) {
  public Optional<String> prompt() {
    return settings.text("prompt");
  }

  public Optional<String> negativePrompt() {
    return settings.text("negative_prompt");
  }
}
