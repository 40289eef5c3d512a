package dev.lorabake.foreign.onetrainer;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer of OneTrainer and what sd-scripts has for it.
 *
 * @param type {@code optimizer_type}: a name of sd-scripts, or a class with its module
 * @param paged the same with its state in paged memory, {@code null} where there is none
 * @param betas how many of OneTrainer's three factors of averages become its betas
 * @param args further arguments of a class that the catalogue does not know
 * @param defaults what OneTrainer gives it of its own accord and its class has otherwise
 * @param near how it differs from OneTrainer's, {@code null} where it is the same class
 * @param needs a package that it needs beside those of sd-scripts, or {@code null}
 */
record OptimizerKind(
    String id,
    String type,
    @Nullable String paged,
    int betas,
    boolean pairOfEps,
    List<String> args,
    Map<String, @Nullable Object> defaults,
    @Nullable String near,
    @Nullable String needs) {

  static List<OptimizerKind> all() {
    return Json.resourceList(OptimizerKind.class, "optimizers.json").stream()
        .map(OptimizerKind::read)
        .toList();
  }

  private static OptimizerKind read(JsonObject json) {
    return new OptimizerKind(
        json.text("id"),
        json.text("type"),
        json.textOrNull("paged"),
        (int) json.whole("betas", 0),
        json.flag("eps_pair", false),
        json.texts("args"),
        json.object("defaults").toMap(),
        json.textOrNull("near"),
        json.textOrNull("needs"));
  }
}
