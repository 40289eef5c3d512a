package dev.lorabake.train;

import dev.lorabake.CacheFile;
import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue holds for an installed sd-scripts: the bundled one where its option parsers are
 * the same, byte for byte, else one read from the checkout itself, once, and kept in the cache.
 */
public final class CatalogChoice {
  /** The files that define options; python-env/upstream.json names their fingerprint. */
  private static final List<String> PARSERS =
      List.of(
          "train_network.py",
          "sdxl_train_network.py",
          "sd3_train_network.py",
          "flux_train_network.py",
          "lumina_train_network.py",
          "anima_train_network.py",
          "hunyuan_image_train_network.py",
          "library/train_util.py",
          "library/config_util.py",
          "library/sdxl_train_util.py",
          "library/sd3_train_utils.py",
          "library/flux_train_utils.py",
          "library/lumina_train_util.py",
          "library/anima_train_utils.py",
          "library/custom_train_functions.py",
          "library/deepspeed_utils.py",
          "library/utils.py");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Home home;
  private final Path cache;

  /**
   * @param cache folder for what was read from other checkouts; made where it is missing
   */
  public CatalogChoice(Home home, Path cache) {
    this.home = home;
    this.cache = cache;
  }

  /**
   * The catalogue for that checkout.
   *
   * @param upstream {@code null} when none is known: then the bundled one
   * @param tell is given a sentence when the checkout differs from what lorabake was made for
   */
  public Catalog choose(@Nullable UpstreamPlace upstream, Consumer<String> tell) {
    if (upstream == null || upstream.rehearsal()) {
      return Catalog.bundled();
    }
    String fingerprint = fingerprint(upstream.checkout());
    if (fingerprint.equals(pinned())) {
      return Catalog.bundled();
    }
    Path kept = cache.resolve("options-" + fingerprint.substring(0, 16) + ".json");
    try {
      if (!Files.exists(kept)) {
        tell.accept(
            "this sd-scripts differs from the one lorabake is made for: reading its options, once");
        CacheFile.write(kept, dump(upstream));
      }
      Catalog installed = Catalog.installed(Json.object(Files.readString(kept), kept.toString()));
      tell.accept(
          "using the options of the installed sd-scripts "
              + installed.upstream().version()
              + " ("
              + installed.options().size()
              + "; the bundled ones are of "
              + Catalog.bundled().upstream().version()
              + ")");
      return installed;
    } catch (UserError | JsonError | IOException e) {
      tell.accept(
          "the options of the installed sd-scripts cannot be read ("
              + e.getMessage()
              + "); the bundled ones are used");
      return Catalog.bundled();
    }
  }

  /** SHA-256 over the files that define options; a missing file counts as empty. */
  static String fingerprint(Path checkout) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : PARSERS) {
        Path file = checkout.resolve(name);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        if (Files.isRegularFile(file)) {
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      return "0".repeat(64); // unreadable: surely not the pinned one, and the dumper says why
    }
  }

  private String pinned() {
    try {
      Path file = home.pythonEnv().resolve("upstream.json");
      return Json.object(Files.readString(file), file.toString()).text("fingerprint", "");
    } catch (IOException e) {
      return "";
    }
  }

  private String dump(UpstreamPlace upstream) {
    return PythonTool.run(
        List.of(
            upstream.python(),
            home.pythonEnv().resolve("dump_options.py").toString(),
            upstream.checkout().toString()),
        PATIENCE,
        Map.of());
  }
}
