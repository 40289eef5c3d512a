package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told for a token or password, and what only looks a little like one. */
class ForeignSecretsTest {
  private static final String HEX = "0123456789abcdef0123456789abcdef01234567";

  private static SourceKey key(String name, Object value) {
    return new SourceKey(name, value, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wandb_api_key",
        "wandb-api-key",
        "logging.apiKey",
        "hf_token",
        "secrets.huggingface_token",
        "cloud.secrets.password",
        "token",
        "--token",
        "my_token[0]",
        "AWS_SECRET_ACCESS_KEY"
      })
  void aKeyIsSecretByItsName(String name) {
    assertTrue(Secrets.isOne(key(name, "hunter2")));
    assertEquals(Set.of("hunter2"), Secrets.of(key(name, "hunter2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keep_tokens",
        "class_tokens",
        "max_token_length",
        "keep_tokens_separator",
        "keywords",
        "token_string"
      })
  void settingsAboutTokensOfTextAreNone(String name) {
    assertFalse(Secrets.isOne(key(name, "sks cat")));
    assertFalse(Secrets.isOne(key(name, 1L)));
  }

  @ParameterizedTest
  @CsvSource({
    "training_comment, my key HEX",
    "metadata_author, HEX",
    "network_args, token=HEX",
    "output_name, hf_AbCdEfGhIjKlMnOpQrStUv",
    "vae, https://joe:pass@example.org/vae",
    "log_prefix, wandb_v1_AbCdEfGhIjKlMnOp"
  })
  void aValueIsSecretByItsLooksWhateverItsKey(String name, String value) {
    String text = value.replace("HEX", HEX);
    assertTrue(Secrets.isOne(key(name, text)));
    assertTrue(Secrets.isOne(key(name, List.of("a", text))));
    assertFalse(Secrets.hide(text).equals(text));
  }

  @ParameterizedTest
  @CsvSource({
    "ss_sd_scripts_commit_hash, HEX",
    "vae, models/snapshots/HEX",
    "vae, models/HEX/vae.safetensors",
    "image_dir, C:\\HEX\\cats",
    "network_weights, HEX.safetensors",
    "vae, https://example.org/vae"
  })
  void revisionsAndFilesCalledByTheirSumAreNone(String name, String value) {
    assertFalse(Secrets.isOne(key(name, value.replace("HEX", HEX))));
  }

  @Test
  void nothingAndWhatIsHiddenAlreadyAreNone() {
    assertFalse(Secrets.isOne(key("wandb_api_key", "")));
    assertEquals(Set.of(), Secrets.of(key("wandb_api_key", Secrets.HIDDEN)));
  }
}
