package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class SampleFailures {
  private SampleFailures() {}

  private static final String DUE = "sample_every_n_epochs = 2\n";

  private static final String SAMPLE =
      """
      [[sample]]
      prompt = "photo of sks cat"
      width = 1024
      height = 1024
      """;

  /** Prompts in a file of that ending. */
  private static UnaryOperator<Fixture> file(String ending, String text) {
    return on -> on.file("prompts." + ending, text);
  }

  private static String named(String ending) {
    return DUE + "sample_prompts = \"prompts." + ending + "\"\n";
  }

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "sample-prompts-none-lumina",
                ERROR,
                "samples are due on Lumina, and there is no sample_prompts",
                "library/lumina_train_util.py:150")
            .foundBy("samples-without-prompts", "family = \"lumina\"\n" + DUE),
        failure(
                "sample-prompts-file-missing",
                IGNORED,
                "there is no file sample_prompts, and captions are not cached",
                "library/train_util.py:6396")
            .foundBy("missing-file", named("txt")),
        failure(
                "sample-prompts-file-missing-cached",
                CRASH,
                "the same where captions are cached: FLUX, SD3, Lumina, Anima, HunyuanImage",
                "flux_train_network.py:261")
            .foundBy("missing-file", "family = \"flux\"\n" + named("txt")),
        failure(
                "sample-prompts-extension",
                CRASH,
                "sample_prompts ends in none of .txt, .toml, .json",
                "library/train_util.py:6412")
            .foundBy("wrong-prompt-file", named("md"), file("md", "a cat")),
        failure(
                "sample-prompts-json-structure",
                CRASH,
                "a .json file is no list of texts and objects",
                "library/train_util.py:6345")
            .foundBy("prompt-file-refused", named("json"), file("json", "{\"prompt\": \"a\"}")),
        failure(
                "sample-prompts-toml-structure",
                CRASH,
                "a .toml file has no [[prompt.subset]], or a key both there and in [prompt]",
                "library/train_util.py:6338")
            .foundBy("prompt-file-refused", named("toml"), file("toml", "prompt = \"a\"\n")),
        failure(
                "sample-prompts-not-utf8",
                CRASH,
                "the file is no UTF-8 text, or a .toml or .json with a byte order mark",
                "library/train_util.py:6332")
            .foundBy("prompt-file-refused", named("json"), file("json", "\uFEFF[\"a\"]")),
        failure(
                "sample-prompts-value-type",
                CRASH,
                "width, height, steps or scale in a .json or .toml file is text",
                "library/train_util.py:6542")
            .foundBy(
                "sample-value-refused",
                named("json"),
                file("json", "[{\"prompt\": \"a\", \"width\": \"1024\"}]")),
        failure(
                "sample-seed-too-large",
                CRASH,
                "a seed of more than 64 bits",
                "library/train_util.py:6525")
            .foundBy(
                "sample-value-refused",
                named("txt"),
                file("txt", "a cat --d 99999999999999999999\n")),
        failure(
                "sample-prompts-empty",
                IGNORED,
                "the file has no usable line",
                "library/train_util.py:6335")
            .foundBy("empty-prompt-file", named("txt"), file("txt", "# none\n")),
        failure(
                "sample-prompts-unused",
                IGNORED,
                "sample_prompts without sample_every_n_steps, sample_every_n_epochs and"
                    + " sample_at_first",
                "library/train_util.py:6383")
            .foundBy("inactive-option", "sample_prompts = \"prompts.txt\"", file("txt", "a cat\n")),
        failure(
                "sample-prompt-number-error",
                IGNORED,
                "a number of a prompt is malformed, as in --l 7..5",
                "library/train_util.py:6322")
            .foundBy("unread-sample-value", named("txt"), file("txt", "a cat --l 7..5\n")),
        failure(
                "sample-prompt-negative-seed",
                IGNORED,
                "a seed below 0 in a prompt line",
                "library/train_util.py:6275")
            .foundBy("unread-sample-value", DUE + SAMPLE + "seed = -1\n"),
        failure(
                "sample-prompt-unknown-flag",
                IGNORED,
                "a flag of a prompt that is not known, or has no blank before its value",
                "library/train_util.py:6260")
            .foundBy("unknown-prompt-flag", named("txt"), file("txt", "a cat --w512\n")),
        failure(
                "sample-prompt-cut-short",
                CHANGED,
                "a prompt has a blank and two hyphens",
                "library/train_util.py:6256")
            .foundBy("prompt-cut-short", DUE + SAMPLE.replace("sks cat", "sks cat --ar 16:9")),
        failure(
                "sample-prompt-sampler-unknown",
                CHANGED,
                "--ss names no known sampler: DDIM is used",
                "library/train_util.py:6228")
            .foundBy("unknown-sampler", named("txt"), file("txt", "a cat --ss dpm2m\n")),
        failure(
                "sample-prompt-comment-indented",
                CHANGED,
                "blanks before the # of a comment",
                "library/train_util.py:6334")
            .foundBy("line-taken-for-prompt", named("txt"), file("txt", "a cat\n  # a dog\n")),
        failure(
                "sample-prompt-byte-order-mark",
                CHANGED,
                "a .txt file begins with a byte order mark",
                "library/train_util.py:6333")
            .foundBy("line-taken-for-prompt", named("txt"), file("txt", "\uFEFF# old\na cat\n")),
        failure(
                "sample-steps-clamped",
                CHANGED,
                "--s outside 1 to 1000",
                "library/train_util.py:6279")
            .foundBy("sample-steps-clamped", named("txt"), file("txt", "a cat --s 5000\n")),
        failure(
                "sample-size-rounded",
                CHANGED,
                "a size is no multiple of 8, or of 16 for FLUX, Anima and HunyuanImage",
                "library/train_util.py:6540")
            .foundBy("sample-size-rounded", named("txt"), file("txt", "a cat --w 1020\n")),
        failure(
                "sample-key-unread",
                IGNORED,
                "a prompt sets what the sampler of the family never reads",
                "library/flux_train_utils.py:154")
            .foundBy(
                "sample-key-without-effect",
                "family = \"flux\"\n" + DUE + SAMPLE + "sample_sampler = \"euler_a\"\n"),
        failure(
                "sample-negative-prompt-without-scale",
                IGNORED,
                "a negative prompt on FLUX or Chroma with a scale of 1, the default",
                "library/flux_train_utils.py:185")
            .foundBy(
                "sample-key-without-effect",
                "family = \"flux\"\n" + DUE + SAMPLE + "negative_prompt = \"blurry\"\n"),
        failure(
                "sample-flow-shift-text-hunyuan",
                CRASH,
                "--fs in a prompt line on HunyuanImage: the number stays text",
                "library/hunyuan_image_utils.py:289")
            .foundBy(
                "flow-shift-as-text",
                "family = \"hunyuan-image\"\n"
                    + DUE
                    + SAMPLE.replace("1024", "2048")
                    + "flow_shift = 5.0\n"),
        failure(
                "sample-image-missing",
                CRASH,
                "a prompt's controlnet_image is not there, for SD, SDXL, FLUX and Chroma",
                "library/train_util.py:6537")
            .foundBy("missing-sample-image", DUE + SAMPLE + "controlnet_image = \"pose.png\"\n"),
        failure(
                "sample-output-dir-none",
                CRASH,
                "samples are due, and output_dir is not set",
                "library/train_util.py:6438")
            .foundBy("missing-output-folder", "!output_dir\n" + DUE + SAMPLE),
        failure(
                "lumina-seed-zero",
                ERROR,
                "a prompt for Lumina has the seed 0",
                "library/lumina_train_util.py:304")
            .foundBy(
                "zero-seed-on-lumina",
                "family = \"lumina\"\n" + named("txt"),
                file("txt", "a cat --d 0\n")));
  }
}
