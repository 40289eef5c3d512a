package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.FileProblem.Kind;
import java.util.List;

/** Single files of a dataset, and what masks and cached captions allow. */
final class DatasetFileCases {
  private DatasetFileCases() {}

  private static RuleCase file(String rule, Kind kind, String detail) {
    return rule(rule)
        .bad(on -> on.plan(plan -> plan.file(kind, detail)))
        .says("(a.png, b.png)" + (detail.isEmpty() ? "" : "; the first: " + detail));
  }

  static List<RuleCase> rows() {
    return List.of(
        file("alpha-mask-without-transparency", Kind.IMAGE_ALPHA_MISSING, ""),
        file("animated-image", Kind.IMAGE_ANIMATED, ""),
        file("blank-caption", Kind.CAPTION_BLANK, ""),
        file("broken-cache", Kind.CACHE_BROKEN, "its end is missing"),
        file("broken-image-info", Kind.INFO_BROKEN, ""),
        file("cache-folder-read-only", Kind.CACHE_UNWRITABLE, ""),
        file("cache-names-another-size", Kind.CACHE_NAMES_OTHER_SIZE, ""),
        file("cached-alpha-mask", Kind.LATENTS_MASKED, ""),
        file("cached-caption-of-another-length", Kind.TEXT_OF_OTHER_LENGTH, ""),
        file("cached-caption-of-another-mask", Kind.TEXT_OF_OTHER_MASK, ""),
        file("cached-dropout-rate", Kind.TEXT_OF_OTHER_DROPOUT, ""),
        file("caption-cut-short", Kind.CAPTION_LONG, "at least 90 tokens of 75"),
        file("caption-with-byte-order-mark", Kind.CAPTION_BYTE_ORDER_MARK, ""),
        file("cmyk-image", Kind.IMAGE_CMYK, ""),
        file("cut-off-image", Kind.IMAGE_CUT_OFF, ""),
        file("dropped-transparency", Kind.IMAGE_ALPHA_DROPPED, ""),
        file("empty-caption", Kind.CAPTION_EMPTY, ""),
        file("face-place-missing", Kind.FACE_PLACE_MISSING, ""),
        file("face-place-unreadable", Kind.FACE_PLACE_BROKEN, "on"),
        file("image-too-large-for-pillow", Kind.IMAGE_TOO_LARGE, ""),
        file("sixteen-bit-grey-image", Kind.IMAGE_DEEP_GREY, ""),
        file("weights-in-captions", Kind.CAPTION_WEIGHTS, ""),
        file("images-of-one-name", Kind.IMAGE_SAME_NAME, ""),
        file("incomplete-cache-unchecked", Kind.CACHE_INCOMPLETE, ""),
        file("latents-of-another-size", Kind.LATENTS_OF_OTHER_SIZE, ""),
        file("mask-of-another-size", Kind.MASK_OF_OTHER_SIZE, ""),
        file("misnamed-latent-cache", Kind.CACHE_MISNAMED, ""),
        file("missing-caption", Kind.CAPTION_MISSING, ""),
        file("missing-mask", Kind.MASK_MISSING, ""),
        file("outdated-cached-caption", Kind.TEXT_OLDER, ""),
        file("outdated-image-info", Kind.INFO_OUTDATED, ""),
        file("outdated-latents", Kind.LATENTS_OLDER, ""),
        file("picture-passed-by", Kind.IMAGE_PASSED_BY, ""),
        file("surplus-mask", Kind.MASK_SURPLUS, ""),
        file("turned-image", Kind.IMAGE_TURNED, ""),
        file("unreadable-caption", Kind.CAPTION_UNREADABLE, ""),
        file("unreadable-image", Kind.IMAGE_UNREADABLE, "it is empty"),
        file("wildcard-braces-unused", Kind.CAPTION_BRACES, ""),
        rule("captions-not-found")
            .bad("@caption_extension = \".caption\"")
            .bad(on ->
                on.plan(plan -> plan.captionsMissing(5).file(Kind.CAPTION_OF_OTHER_ENDING, ".txt")))
            .good("@caption_extension = \".caption\"")
            .good(on -> on.plan(plan -> plan.captionsMissing(5)))
            .says("5 of 20 images have no .caption file", "files of that ending lie there"),
        rule("cached-captions-unprocessed")
            .bad("@@caption_prefix = \"sks\"")
            .good("!cache_text_encoder_outputs\n@@caption_prefix = \"sks\"")
            .says("caption_prefix \"sks\" has no effect", "write it into the caption files"),
        rule("cached-captions-unprocessed")
            .bad("@@enable_wildcard = true")
            .good("family = \"sd15\"\n@@enable_wildcard = true")
            .as(Severity.WARNING)
            .says("enable_wildcard true has no effect"),
        rule("random-crop-with-masks")
            .bad(
                "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n"
                    + "@@random_crop = true")
            .good("masked_loss = true\n@@conditioning_data_dir = \"masks\"")
            .says("random_crop in a dataset with masks: sd-scripts stops"),
        rule("cached-latents-with-augmentation")
            .bad("masked_loss = true\n@@conditioning_data_dir = \"masks\"\n@@color_aug = true")
            .good("masked_loss = true\n@@conditioning_data_dir = \"masks\"")
            .as(Severity.WARNING)
            .says("color_aug with cached latents: it does nothing"));
  }
}
