package dev.lorabake.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an option costs or saves, model by model, from the coefficients that {@link VramEstimator}
 * works with.
 *
 * @param measure what the figures say, in snake case: {@code mib_per_rank}
 * @param mib model to MiB (2^20 bytes); models that nobody measured are left out
 */
public record VramShare(String measure, Map<String, Long> mib) {
  private static final List<String> MODELS =
      List.of("sd15", "sd21", "sdxl", "sd3m", "sd35m", "sd35l", "flux");
  private static final double MIB = 1 << 20;
  private static final int WEIGHT_AND_GRADIENT = 8; // bytes of a value and its gradient in fp32

  /** The shares that are known for an option; none for most. */
  public static List<VramShare> of(String option) {
    return switch (option) {
      case "network_dim" -> List.of(share("mib_for_each_rank_with_AdamW8bit", VramShare::rank));
      case "fp8_base" -> List.of(share("mib_saved", model -> model.weights() - model.weightsFp8()));
      case "cache_text_encoder_outputs" -> List.of(share("mib_saved", VramShare::textEncoders));
      case "blocks_to_swap" ->
          List.of(
              share("mib_saved_by_10_blocks_in_fp8", model -> swapped(model, true)),
              share("mib_saved_by_10_blocks_in_bf16", model -> swapped(model, false)));
      case "train_batch_size" ->
          List.of(
              share("mib_for_each_image_with_checkpointing", VramShare::checkpointed),
              share("mib_for_each_image_without_checkpointing", VramShare::kept));
      case "gradient_checkpointing" -> List.of(share("mib_saved_for_each_image", VramShare::saved));
      default -> List.of();
    };
  }

  private static VramShare share(String measure, Function<VramModel, @Nullable Double> figure) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (String id : MODELS) {
      VramModel model = VramFacts.model(id);
      Double value = model == null ? null : figure.apply(model);
      if (value != null) {
        figures.put(id, Math.round(value));
      }
    }
    return new VramShare(measure, figures);
  }

  private static @Nullable Double rank(VramModel model) {
    Double state = VramFacts.optimizerState("AdamW8bit", false);
    return state == null
        ? null
        : VramFacts.paramsPerRank(model.id()) * (WEIGHT_AND_GRADIENT + state) / MIB;
  }

  private static double textEncoders(VramModel model) {
    return model.textEncoders().stream().mapToDouble(VramModel.TextEncoder::bits16).sum();
  }

  private static @Nullable Double swapped(VramModel model, boolean fp8) {
    VramSwap swap = model.swap();
    return swap == null ? null : swap.saved(10, fp8);
  }

  private static long area(VramModel model) {
    return switch (model.id()) {
      case "sd15" -> 512L * 512;
      case "sd21" -> 768L * 768;
      default -> 1024L * 1024;
    };
  }

  private static double checkpointed(VramModel model) {
    VramModel.Checkpointing costs = model.checkpointing();
    double work = Math.max(costs.block(), Math.max(costs.late(), costs.forward()));
    return work * model.work().of(1, area(model));
  }

  private static @Nullable Double kept(VramModel model) {
    VramModel.Plain plain = model.plain();
    return plain == null ? null : plain.image() * model.work().of(1, area(model)) + plain.batch();
  }

  private static @Nullable Double saved(VramModel model) {
    Double kept = kept(model);
    return kept == null ? null : kept - checkpointed(model);
  }
}
