package dev.lorabake.preflight;

import static dev.lorabake.dataset.Npz.array;
import static dev.lorabake.dataset.Npz.flag;
import static dev.lorabake.dataset.Npz.number;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.dataset.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What caches of earlier runs do to upstream. */
final class CacheFailures {
  private static final String LATENTS = "cache_latents_to_disk = true\n";
  private static final String TEXTS = "cache_text_encoder_outputs_to_disk = true\n";
  private static final String FLUX = "family = \"flux\"\nt5xxl_max_token_length = 512\n" + TEXTS;
  private static final byte[] SOUND = Npz.latents(1024, 1024);

  private CacheFailures() {}

  private static void makeOld(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  private static byte[] fluxText(int tokens, boolean masked) {
    return Npz.of(
        array("l_pooled", 768),
        array("t5_out", tokens, 4096),
        array("txt_ids", tokens, 3),
        array("t5_attn_mask", tokens),
        flag("apply_t5_attn_mask", masked));
  }

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "latent-cache-stale-size",
                CHANGED,
                "cached latents of SD or SDXL are of another size than the bucket",
                "library/strategy_base.py:456")
            .foundBy(
                "latents-of-another-size",
                LATENTS,
                on -> on.file("images/0_1024x1024_sdxl.npz", Npz.latents(512, 512))),
        failure(
                "latent-cache-old-name",
                CHANGED,
                "the same in a file of the old name, which is preferred",
                "library/strategy_sd.py:155")
            .foundBy(
                "latents-of-another-size",
                LATENTS,
                on -> on.file("images/0.npz", Npz.latents(512, 512))),
        failure(
                "latent-cache-stale-vae",
                CHANGED,
                "cached latents were made with another VAE or precision",
                "library/strategy_base.py:448")
            .undecidable("the file does not say which VAE encoded it"),
        failure(
                "latent-cache-older-than-image",
                CHANGED,
                "an image was changed after its latents were cached",
                "library/strategy_base.py:448")
            .foundBy(
                "outdated-latents",
                LATENTS,
                on ->
                    on.file("images/0_1024x1024_sdxl.npz", SOUND)
                        .then(folder -> makeOld(folder.resolve("images/0_1024x1024_sdxl.npz")))),
        failure(
                "latent-cache-keeps-alpha-mask",
                CHANGED,
                "alpha_mask is off, and cached latents have an alpha mask",
                "library/strategy_base.py:573")
            .foundBy(
                "cached-alpha-mask",
                LATENTS,
                on ->
                    on.file(
                        "images/0_1024x1024_sdxl.npz",
                        Npz.of(array("latents", 4, 128, 128), array("alpha_mask", 1024, 1024)))),
        failure(
                "latent-cache-names-other-size",
                CHANGED,
                "the first cache whose name begins like an image's names another size than it has",
                "library/train_util.py:2020")
            .foundBy(
                "cache-names-another-size",
                "",
                on -> on.file("images/0_0512x0768_sdxl.npz", Npz.latents(512, 768))),
        failure(
                "latent-cache-size-of-neighbour",
                CHANGED,
                "an image without a cache takes the size of another whose name begins like its own",
                "library/train_util.py:2022")
            .foundBy(
                "cache-names-another-size",
                "",
                on ->
                    on.file("images/19.png", SampleImages.png(832, 1216))
                        .then(folder -> {
                          Files.write(
                              folder.resolve("images/19_0832x1216_sdxl.npz"),
                              Npz.latents(832, 1216));
                          for (int i = 10; i < 19; i++) {
                            Files.delete(folder.resolve("images/" + i + ".png"));
                          }
                        })),
        failure(
                "latent-cache-name-without-size",
                CRASH,
                "a cache's name has no size",
                "library/strategy_base.py:411")
            .foundBy("misnamed-latent-cache", "", on -> on.file("images/0_sdxl.npz", SOUND)),
        failure(
                "latent-cache-broken",
                CRASH,
                "a latent cache is cut off",
                "library/strategy_base.py:467")
            .foundBy(
                "broken-cache",
                LATENTS,
                on ->
                    on.file(
                        "images/0_1024x1024_sdxl.npz", Arrays.copyOf(SOUND, SOUND.length - 30))),
        failure(
                "skip-cache-check-flux-latents",
                IGNORED,
                "skip_cache_check for latents of FLUX, Lumina or HunyuanImage",
                "flux_train_network.py:186")
            .harmless("the latents are looked at, which takes a little longer and is safer"),
        failure(
                "skip-cache-check-missing-flip",
                CRASH,
                "skip_cache_check, and cached latents lack the flipped ones that flip_aug needs",
                "library/strategy_base.py:452")
            .foundBy(
                "incomplete-cache-unchecked",
                LATENTS + "skip_cache_check = true\n@@flip_aug = true",
                on -> on.file("images/0_1024x1024_sdxl.npz", SOUND)),
        failure(
                "skip-cache-check-other-size",
                CRASH,
                "skip_cache_check, and a cache that is named for sizes lacks the bucket's",
                "library/strategy_base.py:559")
            .foundBy(
                "incomplete-cache-unchecked",
                "family = \"sd3\"\n" + LATENTS + "skip_cache_check = true",
                on ->
                    on.file(
                        "images/0_1024x1024_sd3.npz", Npz.of(array("latents_64x64", 16, 64, 64)))),
        failure(
                "te-cache-stale-max-length",
                CHANGED,
                "cached text encoder outputs have another number of tokens than is set",
                "library/strategy_flux.py:107")
            .foundBy(
                "cached-caption-of-another-length",
                FLUX,
                on -> on.file("images/0_flux_te.npz", fluxText(256, false))),
        failure(
                "te-cache-other-attention-mask",
                CHANGED,
                "skip_cache_check, and the attention mask option differs from the cached one",
                "library/strategy_flux.py:114")
            .foundBy(
                "cached-caption-of-another-mask",
                FLUX + "skip_cache_check = true",
                on -> on.file("images/0_flux_te.npz", fluxText(512, true))),
        failure(
                "te-cache-older-than-caption",
                CHANGED,
                "a caption was changed after it was encoded to disk",
                "library/strategy_sdxl.py:242")
            .foundBy(
                "outdated-cached-caption",
                FLUX,
                on ->
                    on.file("images/0_flux_te.npz", fluxText(512, false))
                        .then(folder -> makeOld(folder.resolve("images/0_flux_te.npz")))),
        failure(
                "te-cache-broken",
                CRASH,
                "a text encoder cache cannot be opened",
                "library/strategy_sdxl.py:254")
            .foundBy("broken-cache", TEXTS, on -> on.file("images/0_te_outputs.npz", "")),
        failure(
                "te-cache-other-dropout",
                CHANGED,
                "Anima's cached captions have another caption_dropout_rate than is set",
                "library/strategy_anima.py:168")
            .foundBy(
                "cached-dropout-rate",
                "family = \"anima\"\n" + TEXTS,
                on ->
                    on.file(
                        "images/0_anima_te.npz",
                        Npz.of(
                            array("prompt_embeds", 512, 1024),
                            array("attn_mask", 512),
                            array("t5_input_ids", 512),
                            array("t5_attn_mask", 512),
                            number("caption_dropout_rate", 0.25f)))),
        failure(
                "cache-dir-unwritable",
                CRASH,
                "caches are to be written, and the folder of the images is read-only",
                "library/train_util.py:2105")
            .foundBy(
                "cache-folder-read-only",
                LATENTS,
                on ->
                    on.then(folder -> {
                      folder.resolve("images").toFile().setWritable(false);
                      Assumptions.assumeFalse(
                          Files.isWritable(folder.resolve("images")), "this user may write all");
                    })),
        failure(
                "cache-info-stale",
                CHANGED,
                "metadata_cache.json lacks images or has older captions, and cache_info reads it"
                    + " alone",
                "library/train_util.py:1990")
            .foundBy(
                "outdated-image-info",
                "@@cache_info = true",
                on ->
                    on.file(
                        "images/metadata_cache.json",
                        "{\"images/0.png\": {\"caption\": \"a cat\", \"resolution\": [1024, 1024]}}")),
        failure(
                "cache-info-missing-image",
                CRASH,
                "metadata_cache.json lists an image that is gone",
                "library/train_util.py:1997")
            .foundBy(
                "broken-image-info",
                "@@cache_info = true",
                on ->
                    on.file(
                        "images/metadata_cache.json",
                        "{\"/nowhere/0.png\": {\"caption\": \"a cat\", \"resolution\": [1, 1]}}")),
        failure(
                "cache-info-broken",
                CRASH,
                "metadata_cache.json is no JSON object",
                "library/train_util.py:1995")
            .foundBy(
                "broken-image-info",
                "@@cache_info = true",
                on -> on.file("images/metadata_cache.json", "{")),
        failure(
                "cache-info-with-validation-split-shuffles",
                CHANGED,
                "cache_info and validation_split: paths are shuffled, cached captions are not",
                "library/train_util.py:2062")
            .foundBy(
                "cached-info-with-validation",
                "@cache_info = true\n@validation_split = 0.1\n@validation_seed = 1"),
        failure(
                "cache-info-first-run-with-split",
                ERROR,
                "the first run with both writes the training part alone to metadata_cache.json",
                "library/train_util.py:2099")
            .foundBy(
                "cached-info-with-validation",
                "@cache_info = true\n@validation_split = 0.5\n@validation_seed = 1"));
  }
}
