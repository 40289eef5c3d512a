package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kind of base model (toolkit/config_modules.py, {@code ModelConfig}): a word, or one of the
 * switches of old.
 *
 * @param keys the keys that tell it
 * @param doubt what is to be asked of it, {@code null} for nothing
 */
record Architecture(String family, List<String> keys, @Nullable String doubt) {
  private static final Map<String, String> FAMILIES = families();
  private static final Map<String, String> SWITCHES = switches();
  private static final String FLEX =
      "Flex.1 has fewer blocks than FLUX.1, for which sd-scripts is made: name a model of FLUX.1";
  private static final String CUT =
      "it is SDXL with layers taken out, which sd-scripts cannot load: name a model of SDXL";

  private static Map<String, String> families() {
    Map<String, String> families = new LinkedHashMap<>();
    families.put("sd1", "sd15");
    families.put("sd2", "sd2");
    families.put("sd3", "sd3");
    families.put("sdxl", "sdxl");
    families.put("ssd", "sdxl");
    families.put("vega", "sdxl");
    families.put("flux", "flux");
    families.put("flex1", "flux");
    families.put("chroma", "chroma");
    families.put("lumina2", "lumina");
    families.put("anima", "anima");
    return families;
  }

  private static Map<String, String> switches() {
    Map<String, String> switches = new LinkedHashMap<>();
    switches.put("model.is_ssd", "ssd");
    switches.put("model.is_vega", "vega");
    switches.put("model.is_flux", "flux");
    switches.put("model.is_v3", "sd3");
    switches.put("model.is_xl", "sdxl");
    switches.put("model.is_v2", "sd2");
    switches.put("model.is_lumina2", "lumina2");
    switches.put("model.is_pixart", "pixart");
    switches.put("model.is_pixart_sigma", "pixart_sigma");
    switches.put("model.is_auraflow", "auraflow");
    return switches;
  }

  /**
   * Tells it.
   *
   * @throws UserError where sd-scripts trains none of the kind
   */
  static Architecture of(KeyView keys) {
    Key arch = keys.key("model.arch");
    if (arch.says()) {
      String word = arch.text().orElse("");
      return of(word.replaceFirst(":.*", ""), "model.arch", keys);
    }
    for (Map.Entry<String, String> entry : SWITCHES.entrySet()) {
      if (keys.key(entry.getKey()).flag(false)) {
        return of(entry.getValue(), entry.getKey(), keys);
      }
    }
    return of("sd1", "model.name_or_path", keys);
  }

  private static Architecture of(String word, String key, KeyView keys) {
    String family = FAMILIES.get(word);
    if (family == null) {
      throw new UserError(
          "the model \"" + word + "\" of this ai-toolkit job is none that sd-scripts trains",
          "train it with ai-toolkit; these can be imported: "
              + String.join(", ", FAMILIES.keySet()));
    }
    String name = keys.key("model.name_or_path").text().orElse("");
    boolean flex = word.equals("flex1") || (family.equals("flux") && name.contains("Flex.1"));
    boolean cut = word.equals("ssd") || word.equals("vega");
    return new Architecture(family, List.of(key), flex ? FLEX : cut ? CUT : null);
  }

  static List<String> switchKeys() {
    return List.copyOf(SWITCHES.keySet());
  }

  boolean hasUnet() {
    return List.of("sd15", "sd2", "sdxl").contains(family);
  }
}
