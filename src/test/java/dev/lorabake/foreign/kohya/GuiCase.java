package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.recipe.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON of the GUI and what became of it. */
record GuiCase(Imported imported) {
  private static final Catalog CATALOG = Catalog.bundled();

  /** Reads members of a JSON object, beside some that every file has. */
  static GuiCase of(Path folder, String members) {
    String json =
        "{\"LoRA_type\": \"Standard\", \"learning_rate\": 1e-4, \"unet_lr\": 1e-4,"
            + " \"text_encoder_lr\": 1e-4, \"lr_warmup\": 0, \"xformers\": \"sdpa\""
            + (members.isEmpty() ? "" : ", " + members)
            + "}";
    return ofWhole(folder, json);
  }

  static GuiCase ofWhole(Path folder, String json) {
    KohyaReader reader = new KohyaReader();
    return new GuiCase(
        reader.read(
            file(folder, json), List.of(), new ForeignReader.Surroundings(CATALOG, folder)));
  }

  static ForeignFile file(Path folder, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ForeignFile(folder.resolve("gui.json"), bytes, bytes.length);
  }

  Account account(String key) {
    List<Account> found =
        imported.accounts().stream().filter(one -> one.source().key().equals(key)).toList();
    assertEquals(1, found.size(), key);
    return found.getFirst();
  }

  @Nullable Object train(String option) {
    return imported.parts().train().find(option).map(Setting::value).orElse(null);
  }

  @Nullable Object launch(String key) {
    return imported.parts().launch().find(key).map(Setting::value).orElse(null);
  }

  String family() {
    Setting family = imported.parts().family();
    return family == null ? "" : family.value().toString();
  }

  String network() {
    Setting network = imported.parts().network();
    return network == null ? "" : network.value().toString();
  }

  /** What the old tool would have run and what was meant, with an arrow between. */
  String ran(String key) {
    Account account = account(key);
    return account.ran() + " -> " + account.meant();
  }

  List<String> added() {
    return imported.additions().stream().map(Addition::target).toList();
  }
}
