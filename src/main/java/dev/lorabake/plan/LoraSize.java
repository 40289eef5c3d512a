package dev.lorabake.plan;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many values a recipe's network trains, and how large its file is. Both are exact for a plain
 * LoRA but for the file's metadata, which grows with datasets and tags; other networks are counted
 * layer by layer where that is possible, and taken for a plain LoRA of their rank elsewhere.
 *
 * @param parts empty where the network's size is not known
 * @param other {@code null} for a plain LoRA
 * @param imageParams trained values of U-Net or DiT
 * @param trainedBytes of a trained value
 * @param saved the type of a saved value
 */
record LoraSize(
    List<LoraPart> parts,
    @Nullable NetworkValues other,
    long imageParams,
    int trainedBytes,
    Saved saved,
    Known known) {
  private static final JsonObject DATA = Json.resource(Catalog.class, "lora-sizes.json");

  /** What {@code networks.lora} and its kin take when none is set. */
  private static final long DEFAULT_RANK = 4;

  private static final long WHOLE_LOKR = 160;

  /** Endings of network arguments by which modules differ from each other. */
  private static final List<String> UNEVEN =
      List.of("_dim", "_dims", "_indices", "train_blocks", "split_qkv", "_patterns");

  /** Beyond any layer's width, and far from where whole numbers overflow. */
  static final long LARGEST_RANK = 1 << 20;

  /** The header's entry of a tensor without its name, sizes and offsets, three times. */
  private static final long ENTRY_BYTES = 176;

  /** How well a network's size is known. */
  enum Known {
    /** As upstream's own networks have it. */
    EXACT,
    /** Its values are counted; what it computes with them was not measured. */
    COUNTED,
    /** Taken for a plain LoRA of its rank. */
    GUESSED
  }

  /** The header's entry of a tensor with its name, about. */
  private static final long HEADER_BYTES = 140;

  /** The type of a value in a safetensors file. */
  enum Saved {
    F16(2),
    BF16(2),
    F32(4);

    private final int bytes;

    Saved(int bytes) {
      this.bytes = bytes;
    }
  }

  static LoraSize of(Recipe recipe) {
    String sizes = BaseModel.of(recipe).sizes();
    JsonObject model = DATA.object("families").object(sizes);
    NetworkValues other = NetworkValues.of(recipe, sizes, rank(recipe));
    long rank = plainRank(recipe);
    List<LoraPart> image = new ArrayList<>();
    List<LoraPart> text = new ArrayList<>();
    if (rank >= 1 && rank <= LARGEST_RANK) {
      if (!recipe.flag("network_train_text_encoder_only")) {
        addImage(recipe, model, rank, image);
      }
      if (trainsText(recipe)) {
        addText(recipe, model, rank, text);
      }
    }
    long imageParams =
        other == null ? image.stream().mapToLong(LoraPart::params).sum() : other.image();
    image.addAll(text);
    Saved trained = trained(recipe);
    Known known = other != null ? Known.COUNTED : isPlain(recipe) ? Known.EXACT : Known.GUESSED;
    return new LoraSize(
        List.copyOf(image), other, imageParams, trained.bytes, saved(recipe, trained), known);
  }

  private static void addImage(Recipe recipe, JsonObject model, long rank, List<LoraPart> parts) {
    add(model, "unet", rank, parts);
    long convRank = convRank(recipe);
    if (convRank > 0) {
      add(model.object("conv3x3"), "at_network_dim", rank, parts);
      add(model.object("conv3x3"), "at_conv_dim", convRank, parts);
    }
    if (recipe.networkArg("train_llm_adapter").filter("True"::equalsIgnoreCase).isPresent()) {
      add(model, "llm_adapter", rank, parts);
    }
  }

  private static void addText(Recipe recipe, JsonObject model, long rank, List<LoraPart> parts) {
    add(model, "text_encoder", rank, parts);
    if (recipe.networkArg("train_t5xxl").filter("True"::equalsIgnoreCase).isPresent()) {
      add(model, "t5xxl", rank, parts);
    }
  }

  private static void add(JsonObject from, String part, long rank, List<LoraPart> parts) {
    if (from.has(part)) {
      parts.add(LoraPart.read(from.object(part), rank));
    }
  }

  static long rank(Recipe recipe) {
    return recipe.whole("network_dim").orElse(DEFAULT_RANK);
  }

  /** The rank of a plain LoRA that weighs as much as this network. */
  static long plainRank(Recipe recipe) {
    return counted(recipe, rank(recipe));
  }

  /**
   * LoKr gives up ranks where its small matrix is lighter whole, and a rank of 100000 is the usual
   * way to ask for that. At the factor 2, the heaviest, SDXL's layers then weigh like rank 160.
   */
  private static long counted(Recipe recipe, long rank) {
    boolean lokr = recipe.networkArg("algo").filter("lokr"::equals).isPresent();
    return lokr ? Math.min(rank, WHOLE_LOKR) : rank;
  }

  /** The rank of 3x3 convolutions, 0 for none. */
  private static long convRank(Recipe recipe) {
    try {
      long rank = Long.parseLong(recipe.networkArg("conv_dim").orElse("0").strip());
      return Math.clamp(counted(recipe, rank), 0, LARGEST_RANK);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static boolean trainsText(Recipe recipe) {
    return !recipe.flag("network_train_unet_only");
  }

  /** Whether the counts are those of this very network. */
  static boolean isPlain(Recipe recipe) {
    boolean known =
        switch (recipe.text("network_module").orElse("")) {
          case "networks.lora",
              "networks.lora_flux",
              "networks.lora_sd3",
              "networks.lora_lumina",
              "networks.lora_anima",
              "networks.lora_hunyuan_image",
              "networks.dylora" ->
              true;
          default -> false;
        };
    return known && !recipe.flag("dim_from_weights") && ranksAreEven(recipe);
  }

  /** Whether no argument changes the rank of some modules, or leaves some out. */
  private static boolean ranksAreEven(Recipe recipe) {
    return recipe.list("network_args").stream()
        .map(arg -> String.valueOf(arg).split("=", 2)[0].strip())
        .noneMatch(key ->
            !key.equals("conv_dim") && UNEVEN.stream().anyMatch(ending -> key.endsWith(ending)));
  }

  /** The network is trained as fp32 unless everything is made half. */
  private static Saved trained(Recipe recipe) {
    if (recipe.flag("full_fp16")) {
      return Saved.F16;
    }
    return recipe.flag("full_bf16") ? Saved.BF16 : Saved.F32;
  }

  /** Upstream saves at the precision it trains the network in, unless told otherwise. */
  private static Saved saved(Recipe recipe, Saved trained) {
    return switch (recipe.text("save_precision").orElse("")) {
      case "fp16" -> Saved.F16;
      case "bf16" -> Saved.BF16;
      case "float" -> Saved.F32;
      default -> trained;
    };
  }

  /** Trained values, 0 where the network's size is not known. */
  long params() {
    return other == null
        ? parts.stream().mapToLong(LoraPart::params).sum()
        : other.image() + other.text();
  }

  /** Tensors that an optimizer keeps its state for. */
  long trainedTensors() {
    return other == null ? 2 * modules() : other.tensors();
  }

  private long modules() {
    return parts.stream().mapToLong(LoraPart::modules).sum();
  }

  /** Size of the file as {@code lora-sizes.json} explains; 0 where it is not known. */
  long fileBytes() {
    return parts.isEmpty() && other == null ? 0 : fileBytes(DATA.whole("metadata_bytes"));
  }

  /** Size of a file with so many bytes of metadata in its header. */
  long fileBytes(long metadata) {
    return fileBytes(metadata, saved);
  }

  /** Size of the same values at the precision that they are trained in, as a state holds them. */
  long stateFileBytes() {
    return fileBytes(0, trainedBytes == Saved.F32.bytes ? Saved.F32 : Saved.F16);
  }

  private long fileBytes(long metadata, Saved saved) {
    if (other != null && other.ownFile()) {
      return metadata + params() * saved.bytes + other.tensors() * HEADER_BYTES;
    }
    long data = parts.stream().mapToLong(LoraPart::saved).sum() * saved.bytes;
    long modules = modules();
    long header = 1 + metadata + offsets(data, modules);
    for (LoraPart part : parts) {
      long entries = ENTRY_BYTES + 3L * saved.name().length() + 2L * digits(part.rank());
      header += part.nameBytes() * 3 + part.shapeBytes() + part.modules() * entries;
    }
    return Long.BYTES + Math.ceilDiv(header, Long.BYTES) * Long.BYTES + data;
  }

  /** Digits of all data offsets, with the modules taken as evenly large. */
  private static long offsets(long data, long modules) {
    long digits = 0;
    for (long i = 0; i < modules; i++) {
      digits +=
          3 * digits(data * i / modules)
              + 2 * digits((long) (data * (i + 0.5) / modules))
              + digits(data * (i + 1) / modules);
    }
    return digits;
  }

  private static int digits(long number) {
    return Long.toString(number).length();
  }
}
