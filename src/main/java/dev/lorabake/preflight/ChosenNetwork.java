package dev.lorabake.preflight;

import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The network that upstream will make of the recipe.
 *
 * @param module the Python module, empty when none is set
 * @param type {@code null} for a module that the catalogue does not know
 * @param args {@code network_args} by key
 */
public record ChosenNetwork(String module, @Nullable NetworkType type, Map<String, String> args) {
  private static final String LYCORIS = "lycoris.kohya";

  public static ChosenNetwork of(Recipe recipe) {
    String module = recipe.text("network_module").orElse("");
    Map<String, String> args = Literal.keyValues(recipe.list("network_args"));
    NetworkType named = recipe.network();
    boolean own = named != null && named.modules().containsValue(module);
    return new ChosenNetwork(module, own ? named : told(recipe, module, args), args);
  }

  public boolean isLycoris() {
    return module.equals(LYCORIS);
  }

  /**
   * The rank as upstream takes it: 4 where nobody sets one; empty where it comes from a file or the
   * value is unusable.
   */
  public static OptionalLong rank(Recipe recipe) {
    if (recipe.flag("dim_from_weights")) {
      return OptionalLong.empty();
    }
    return recipe.isSet("network_dim") ? recipe.whole("network_dim") : OptionalLong.of(4);
  }

  /** One of upstream's own modules. */
  public boolean isUpstreams() {
    return module.startsWith("networks.");
  }

  /** Whether a key does something here; a module that the catalogue does not know may read any. */
  public boolean reads(String key, Family family) {
    return type == null || type.argNames(family.id()).contains(key);
  }

  /** Whether the text of a key is exactly {@code True}, as upstream's modules want it. */
  public boolean isTrue(String key) {
    return "True".equals(args.get(key));
  }

  /** The rank of the 3x3 convolutions, if it is set to a whole number. */
  public OptionalLong convRank() {
    String text = args.get("conv_dim");
    return text == null ? OptionalLong.empty() : Literal.whole(text);
  }

  private static @Nullable NetworkType told(
      Recipe recipe, String module, Map<String, String> args) {
    if (module.equals(LYCORIS)) {
      String algorithm = args.getOrDefault("algo", "lora").toLowerCase(Locale.ROOT);
      String id = algorithm.equals("lora") ? "locon" : algorithm;
      return recipe.catalog().network("lycoris-" + id).orElse(null);
    }
    if (module.equals("networks.lora") && args.containsKey("conv_dim")) {
      return recipe.catalog().network("locon").orElse(null);
    }
    return recipe.catalog().networks().stream()
        .filter(type -> module.equals(type.modules().get(recipe.family().id())))
        .findFirst()
        .orElse(null);
  }
}
