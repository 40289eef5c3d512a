package dev.lorabake.preflight;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A random start of a training, and what upstream says to it.
 *
 * @param changes to the sound recipe, as in {@link Fixture}
 * @param plain a plain sd-scripts config in place of the recipe
 * @param flags upstream's options on the command line, each with its words
 * @param answer of {@code upstream_starts.py}; empty until it was asked
 */
record UpstreamStart(
    long seed,
    String changes,
    Fixture.@Nullable PlainConfig plain,
    List<Flag> flags,
    JsonObject answer) {

  static UpstreamStart parse(String line) {
    JsonObject json = Json.object(line, "start");
    List<Flag> flags = new ArrayList<>();
    for (JsonObject flag : json.objects("flags")) {
      flags.add(new Flag(flag.text("option"), flag.texts("values")));
    }
    Fixture.PlainConfig plain =
        json.has("config")
            ? new Fixture.PlainConfig(json.text("script"), json.text("config"))
            : null;
    return new UpstreamStart(
        json.whole("seed"), json.text("changes", ""), plain, flags, json.object("answer"));
  }

  /** One line of the recorded file. */
  String line() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("seed", seed);
    if (plain == null) {
      json.put("changes", changes);
    } else {
      json.put("script", plain.script());
      json.put("config", plain.toml());
    }
    json.put("flags", flags);
    json.put("answer", answer.toMap());
    return Json.write(json);
  }

  UpstreamStart answered(JsonObject said) {
    return new UpstreamStart(seed, changes, plain, flags, said);
  }

  /** The files and settings of this start, without flags that the reader refuses. */
  Fixture fixture(List<Flag> taken) {
    Fixture fixture = new Fixture(changes);
    if (plain != null) {
      fixture = fixture.config(plain.script(), plain.toml());
    }
    for (Flag flag : taken) {
      fixture = fixture.flag(flag.option(), flag.values().toArray(String[]::new));
    }
    return fixture;
  }

  /**
   * What {@code upstream_starts.py} is asked: the files that are rendered, and for a plain config
   * the file itself before.
   */
  String request(Path folder) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> starts = new ArrayList<>();
    Map<String, Object> options = new LinkedHashMap<>();
    request.put("seed", seed);
    request.put("script", plain == null ? "train_network.py" : plain.script());
    if (plain != null) {
      starts.add(start(plain.toml(), null));
    }
    try {
      Recipe recipe = fixture(List.of()).recipe(folder);
      request.put("script", recipe.script());
      Map<String, String> files =
          Renderer.render(recipe, new LaunchPlace("python", folder, false)).files();
      starts.add(start(files.get(Bundle.CONFIG), files.get(Bundle.DATASET)));
      for (Setting setting : recipe.train().all()) {
        if (setting.origin() == Origin.FILE) {
          options.put(setting.name(), setting.value());
        }
      }
    } catch (UserError e) {
      options.clear(); // nothing is rendered, so that upstream is never asked
    }
    request.put("starts", starts);
    request.put("options", options);
    request.put("flags", flags.stream().map(UpstreamStart::words).toList());
    return Json.write(request);
  }

  private static Map<String, @Nullable Object> start(
      @Nullable String config, @Nullable String dataset) {
    Map<String, @Nullable Object> start = new LinkedHashMap<>();
    start.put("config", config);
    start.put("dataset", dataset);
    return start;
  }

  private static List<String> words(Flag flag) {
    List<String> words = new ArrayList<>();
    String name = "--" + flag.option();
    if (flag.values().size() == 1) {
      words.add(name + "=" + flag.values().getFirst());
    } else {
      words.add(name);
      words.addAll(flag.values());
    }
    return words;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
