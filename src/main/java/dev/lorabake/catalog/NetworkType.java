package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of LoRA network, which picks {@code network_module} and some {@code network_args}.
 *
 * @param modules family to the Python module that makes the network
 * @param args what it adds to {@code network_args}
 * @param pythonPackage import name of the package it needs beside upstream, {@code null} for none
 * @param argNames the keys of {@code network_args} that the modules read, for any family
 * @param argNamesByFamily the keys that do something for a family, where that differs
 * @param usualRankLow lower end of the ranks in use
 * @param usualRankHigh upper end of the ranks in use
 */
public record NetworkType(
    String id,
    String title,
    Map<String, String> modules,
    List<String> args,
    @Nullable String pythonPackage,
    Convolution conv,
    List<String> argNames,
    Map<String, List<String>> argNamesByFamily,
    String explanation,
    int usualRankLow,
    int usualRankHigh,
    List<String> limits) {

  /** Whether the network has weights for 3x3 convolutions. */
  public enum Convolution {
    YES,
    NO,
    NEEDED
  }

  /** The keys of {@code network_args} that do something for this family. */
  public List<String> argNames(String family) {
    return argNamesByFamily.getOrDefault(family, argNames);
  }

  static NetworkType read(JsonObject json) {
    Map<String, String> modules = new LinkedHashMap<>();
    for (String family : json.texts("families")) {
      modules.put(family, json.text("module", ""));
    }
    JsonObject own = json.object("modules");
    own.names().forEach(family -> modules.put(family, own.text(family)));
    modules.values().removeIf(String::isEmpty);
    Map<String, List<String>> byFamily = new LinkedHashMap<>();
    JsonObject names = json.object("arg_names_by_family");
    names.names().forEach(family -> byFamily.put(family, names.texts(family)));
    JsonObject rank = json.object("usual_rank");
    return new NetworkType(
        json.text("id"),
        json.text("title"),
        modules,
        json.texts("args"),
        json.textOrNull("package"),
        Convolution.valueOf(json.text("conv").toUpperCase(Locale.ROOT)),
        json.texts("arg_names"),
        byFamily,
        json.text("explanation"),
        (int) rank.whole("low"),
        (int) rank.whole("high"),
        json.texts("limits"));
  }
}
