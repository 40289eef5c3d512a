package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** What captions do to upstream. */
final class CaptionFileFailures {
  private CaptionFileFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "caption-missing-use-class",
                WARNING,
                "images without a caption file are trained on class_tokens",
                "library/train_util.py:2078")
            .foundBy(
                "captions-not-found",
                "@caption_extension = \".caption\"\n@@class_tokens = \"sks cat\""),
        failure(
                "caption-of-other-extension",
                CHANGED,
                "some captions have another ending than caption_extension",
                "library/train_util.py:1951")
            .foundBy(
                "captions-not-found",
                "@caption_extension = \".caption\"",
                on -> on.file("images/0.caption", "a cat")),
        failure(
                "caption-missing",
                WARNING,
                "an image has neither caption file nor class_tokens",
                "library/train_util.py:2069")
            .foundBy(
                "missing-caption", "", on -> on.file("images/x.png", SampleImages.png(1024, 1024))),
        failure(
                "caption-first-line-blank",
                CHANGED,
                "a caption's first line is blank, and enable_wildcard is off",
                "library/train_util.py:1968")
            .foundBy("blank-caption", "", on -> on.file("images/0.txt", "\na cat")),
        failure(
                "caption-file-empty",
                ERROR,
                "a caption file has no byte",
                "library/train_util.py:1966")
            .foundBy("empty-caption", "", on -> on.file("images/0.txt", "")),
        failure(
                "caption-not-utf8",
                CRASH,
                "a caption file is no UTF-8",
                "library/train_util.py:1962")
            .foundBy(
                "unreadable-caption",
                "",
                on -> on.file("images/0.txt", new byte[] {'c', (byte) 0xe4})),
        failure(
                "caption-bom",
                CHANGED,
                "a caption file begins with a byte order mark",
                "library/train_util.py:1958")
            .foundBy(
                "caption-with-byte-order-mark", "", on -> on.file("images/0.txt", "\uFEFFsks cat")),
        failure(
                "wildcard-off-braces",
                IGNORED,
                "captions have choices in braces, and enable_wildcard is off",
                "library/train_util.py:863")
            .foundBy(
                "wildcard-braces-unused", "", on -> on.file("images/0.txt", "a {red|blue} cat")),
        failure(
                "caption-weights-unread",
                IGNORED,
                "captions have weights like (tag:1.2), and weighted_captions is off",
                "library/strategy_base.py:48")
            .foundBy("weights-in-captions", "", on -> on.file("images/0.txt", "(a cat:1.2), red")),
        failure(
                "caption-longer-than-encoder",
                CHANGED,
                "a caption has more tokens than the text encoder reads",
                "library/strategy_base.py:48")
            .foundBy("caption-cut-short", "", on -> on.file("images/0.txt", "a cat, ".repeat(40))),
        failure(
                "te-cache-ignores-prefix",
                IGNORED,
                "caption_prefix, caption_suffix, enable_wildcard, secondary_separator or"
                    + " caption_dropout_every_n_epochs with cached text encoder outputs",
                "library/train_util.py:1303")
            .foundBy("cached-captions-unprocessed", "@@caption_prefix = \"sks\""),
        failure(
                "te-cache-incompatible",
                ERROR,
                "cached text encoder outputs with shuffling, dropout or warm-up of captions",
                "sdxl_train_network.py:35")
            .foundBy("cached-captions-varied", "@@shuffle_caption = true\n@@keep_tokens = 1"),
        failure(
                "te-cache-incompatible-anima",
                ERROR,
                "the same for Anima, where caption_dropout_rate is allowed",
                "anima_train_network.py:55")
            .foundBy(
                "cached-captions-varied",
                "family = \"anima\"\n@@shuffle_caption = true\n@@keep_tokens = 1"),
        failure(
                "te-cache-needs-unet-only",
                ERROR,
                "cached text encoder outputs without network_train_unet_only",
                "sdxl_train_network.py:39")
            .foundBy("cached-captions-trained", "!network_train_unet_only"),
        failure(
                "te-cache-sd1",
                ERROR,
                "cache_text_encoder_outputs for train_network.py, where it is a flag; in a config"
                    + " file it is passed by",
                "train_network.py:1908")
            .foundBy(
                "option-of-another-family",
                Severity.WARNING,
                "family = \"sd15\"\ncache_text_encoder_outputs = true",
                on -> on));
  }
}
