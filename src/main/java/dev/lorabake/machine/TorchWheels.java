package dev.lorabake.machine;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which builds of PyTorch there are for which card and driver; the same facts that the installer
 * chooses by ({@code python-env/torch-wheels.json}).
 */
public final class TorchWheels {
  private static final JsonObject FACTS = Json.resource(TorchWheels.class, "torch-wheels.json");

  private TorchWheels() {}

  /**
   * One build.
   *
   * @param id such as {@code cu128}
   * @param cuda such as {@code 12.8}, {@code null} for the processor
   * @param torch version with its mark, such as {@code 2.8.0+cu128}; likewise torchvision
   */
  public record Wheel(String id, @Nullable String cuda, String torch, String torchvision) {
    public String index() {
      return indexOf(id);
    }
  }

  /** The build that the installer would choose; empty where none fits the card and its driver. */
  public static Optional<Wheel> bestFor(Gpu gpu) {
    for (JsonObject choice : FACTS.objects("choice")) {
      JsonObject range = choice.object("compute_capability");
      if (choice.has("compute_capability") && fits(range, gpu) && serves(choice, gpu)) {
        return Optional.of(wheel(choice.text("variant")));
      }
    }
    return Optional.empty();
  }

  /** The first driver that runs programs of that CUDA, such as 525; empty where not known. */
  public static Optional<Integer> oldestDriver(String cuda) {
    String major = cuda.split("\\.", 2)[0];
    JsonObject variants = FACTS.object("variants");
    return variants.names().stream()
        .map(variants::object)
        .filter(variant -> variant.has("cuda") && variant.text("cuda").startsWith(major + "."))
        .map(variant -> Integer.parseInt(variant.text("min_driver")))
        .findFirst();
  }

  /** The index with the packages built for that CUDA, such as {@code 12.8}. */
  public static String indexFor(String cuda) {
    return indexOf("cu" + cuda.replace(".", ""));
  }

  private static String indexOf(String id) {
    return FACTS.text("site") + "/" + id;
  }

  private static Wheel wheel(String id) {
    JsonObject variant = FACTS.object("variants").object(id);
    return new Wheel(
        id, variant.textOrNull("cuda"), variant.text("torch"), variant.text("torchvision"));
  }

  private static boolean fits(JsonObject range, Gpu gpu) {
    ComputeCapability least = ComputeCapability.parse(range.text("min"));
    ComputeCapability most = ComputeCapability.parse(range.text("max"));
    ComputeCapability card = gpu.computeCapability();
    return !card.isBelow(least) && !most.isBelow(card);
  }

  private static boolean serves(JsonObject choice, Gpu gpu) {
    Optional<Integer> driver = gpu.driverMajor();
    return driver.isEmpty() || driver.get() >= Integer.parseInt(choice.text("min_driver"));
  }
}
