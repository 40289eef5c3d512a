package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many values a network that is no plain LoRA trains, counted over the layers that it is put on
 * ({@code network-layers.json}); as the networks of LyCORIS 3.2 and upstream's OFT and LoRA-FA make
 * them.
 *
 * @param tensors in the file, about
 * @param ownFile whether the file holds just these values; LoRA-FA saves the frozen half, too
 */
record NetworkValues(long image, long text, long tensors, boolean ownFile) {
  private static final JsonObject DATA =
      Json.resource(NetworkValues.class, "network-layers.json").object("families");

  private static final long TENSORS_OF_A_MODULE = 4;

  /** A layer of some kind and how many there are of it; {@code area} of the kernel. */
  record Layer(long inputs, long outputs, long area, long count) {
    boolean convolution() {
      return area > 1;
    }
  }

  /**
   * The values of the recipe's network, {@code null} where it is another or cannot be counted.
   *
   * @param model as {@code lora-sizes.json} names it
   */
  static @Nullable NetworkValues of(Recipe recipe, String model, long rank) {
    if (!DATA.has(model) || rank < 1 || rank > LoraSize.LARGEST_RANK) {
      return null;
    }
    JsonObject family = DATA.object(model);
    return switch (recipe.text("network_module").orElse("")) {
      case "networks.oft", "networks.oft_flux" -> oft(recipe, family, rank);
      case "networks.lora_fa" -> fa(recipe, family, rank);
      case "lycoris.kohya" -> lycoris(recipe, family, rank);
      default -> null;
    };
  }

  /** Upstream's OFT takes its switches for on with any value. */
  private static @Nullable NetworkValues oft(Recipe recipe, JsonObject family, long blocks) {
    boolean linear = recipe.networkArg("enable_all_linear").isPresent();
    boolean conv = recipe.networkArg("enable_conv").isPresent();
    if (!family.has("oft") || (linear && conv)) {
      return null;
    }
    String kind = linear ? "+linear" : conv ? "+conv" : "";
    if (!family.object("oft").has(kind)) {
      return null;
    }
    long values = 0;
    long tensors = 0;
    for (List<Long> row : rows(family.object("oft"), kind)) {
      long side = row.get(0) / blocks;
      values += blocks * side * side * row.get(1);
      tensors += row.get(1);
    }
    return new NetworkValues(values, 0, 2 * tensors, true);
  }

  /** Only the second matrix is trained. */
  private static @Nullable NetworkValues fa(Recipe recipe, JsonObject family, long rank) {
    if (!family.has("lora_fa") || recipe.networkArg("conv_dim").isPresent()) {
      return null;
    }
    return of(recipe, family.object("lora_fa"), layer -> rank * layer.outputs(), false);
  }

  private static @Nullable NetworkValues lycoris(Recipe recipe, JsonObject family, long rank) {
    String preset = recipe.networkArg("preset").orElse("full");
    LycorisNetwork network = LycorisNetwork.of(recipe, rank);
    if (network == null || !family.object("lycoris").has(preset)) {
      return null;
    }
    return of(recipe, family.object("lycoris").object(preset), network::values, true);
  }

  private static @Nullable NetworkValues of(
      Recipe recipe, JsonObject layers, ToLongFunction<Layer> values, boolean ownFile) {
    List<Layer> image = new ArrayList<>();
    List<Layer> text = new ArrayList<>();
    if (!recipe.flag("network_train_text_encoder_only")) {
      image.addAll(layers(layers, "unet"));
    }
    if (LoraSize.trainsText(recipe)) {
      text.addAll(layers(layers, "text_encoder"));
    }
    long modules = 0;
    for (Layer layer : image) {
      modules += layer.count();
    }
    for (Layer layer : text) {
      modules += layer.count();
    }
    return modules == 0
        ? null
        : new NetworkValues(
            sum(image, values), sum(text, values), modules * TENSORS_OF_A_MODULE, ownFile);
  }

  private static long sum(List<Layer> layers, ToLongFunction<Layer> values) {
    return layers.stream().mapToLong(layer -> layer.count() * values.applyAsLong(layer)).sum();
  }

  private static List<Layer> layers(JsonObject part, String name) {
    return rows(part, name).stream()
        .map(row -> new Layer(row.get(0), row.get(1), row.get(2) * row.get(2), row.get(3)))
        .toList();
  }

  private static List<List<Long>> rows(JsonObject part, String name) {
    List<List<Long>> rows = new ArrayList<>();
    for (Object row : part.list(name)) {
      if (row instanceof List<?> numbers) {
        rows.add(numbers.stream().map(number -> ((Number) number).longValue()).toList());
      }
    }
    return rows;
  }
}
