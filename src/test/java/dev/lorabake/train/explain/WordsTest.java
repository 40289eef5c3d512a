package dev.lorabake.train.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Pages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type is found. */
class WordsTest {
  private static final Entries ENTRIES = new Entries(Catalog.bundled());
  private static final Words WORDS = new Words(ENTRIES);
  private static final Explanations EXPLANATIONS = new Explanations(Catalog.bundled());

  @ParameterizedTest
  @CsvSource({
    "dim, OPTION, network_dim",
    "batch size, OPTION, train_batch_size",
    "batch_size, OPTION, train_batch_size",
    "lr, OPTION, learning_rate",
    "LR, OPTION, learning_rate",
    "--network-dim, OPTION, network_dim",
    "Network Dim, OPTION, network_dim",
    "what is network alpha?, OPTION, network_alpha",
    "min snr, OPTION, min_snr_gamma",
    "block swap, OPTION, blocks_to_swap",
    "euler_a, OPTION, sample_sampler",
    "flux_shift, OPTION, timestep_sampling",
    "reg images, TERM, regularisation",
    "regularization images, TERM, regularisation",
    "text encoder, TERM, text-encoder",
    "text_encoder, OPTION, text_encoder",
    "v-pred, TERM, v-prediction",
    "bf16, TERM, precision",
    "epochs, TERM, epoch",
    "out of memory, TERM, oom",
    "kohya loha, NETWORK, loha",
    "lycoris, TERM, lycoris",
    "prodigy, OPTIMIZER, Prodigy",
    "adamw8BIT, OPTIMIZER, AdamW8bit",
    "AdEMAMix8bit, OPTIMIZER, bitsandbytes.optim.AdEMAMix8bit",
    "DAdaptAdamPreprint, OPTIMIZER, DAdaptation",
    "adafactor, OPTIMIZER, Adafactor",
    "scheduler adafactor, SCHEDULER, adafactor",
    "cosine, SCHEDULER, cosine",
    "term vae, TERM, vae",
    "vae, OPTION, vae",
    "pony, FAMILY, sdxl",
    "flux.1, FAMILY, flux",
    "conv_dim, NETWORK_ARG, conv_dim",
    "num_repeats, DATASET_KEY, num_repeats",
    "repeats, TERM, repeats",
    "alpha-exceeds-rank, RULE, alpha-exceeds-rank"
  })
  void findsWhatIsMeant(String typed, Kind kind, String name) {
    Explanation found = EXPLANATIONS.find(typed).orElseThrow();
    assertEquals(kind + " " + name, found.kind() + " " + found.name());
  }

  @Test
  void everyNameFindsItself() {
    for (Kind kind : Kind.values()) {
      for (String name : ENTRIES.names(kind)) {
        Words.Target target = new Words.Target(kind, name);
        assertTrue(WORDS.find(name).contains(target), name);
        assertEquals(target, WORDS.find(target.qualified()).getFirst());
      }
    }
  }

  @Test
  void everyOtherWordFindsItsNameFirstUnlessItIsANameItself() {
    List<String> wrong = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (String name : Pages.named(kind.folder())) {
        assertTrue(ENTRIES.names(kind).contains(name), "words.json: " + kind + " " + name);
        for (String word : Pages.synonyms(kind.folder(), name)) {
          List<Words.Target> found = WORDS.find(word);
          Words.Target target = new Words.Target(kind, name);
          boolean named = Words.fold(found.getFirst().name()).equals(Words.fold(word));
          if (!found.contains(target) || (!found.getFirst().equals(target) && !named)) {
            wrong.add(word + " finds " + found + " instead of " + name);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void suggestsSeveralNamesThatLookAlike() {
    assertEquals("network_dim", EXPLANATIONS.near("netwrok_dim").getFirst());
    assertTrue(EXPLANATIONS.near("save_every_n_step").size() > 1);
    assertEquals(List.of(), EXPLANATIONS.near("xyzzyplugh"));
  }

  @Test
  void saysWhereAWordIsMentioned() {
    assertTrue(EXPLANATIONS.mentions("pyramid").contains("multires_noise_iterations"));
    assertTrue(EXPLANATIONS.mentions("input perturbation paper").contains("ip_noise_gamma"));
    assertEquals(List.of(), EXPLANATIONS.mentions("xyzzyplugh"));
  }
}
