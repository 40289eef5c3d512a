package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem.Kind;
import java.util.List;

/** Caption files and what becomes of captions. */
final class CaptionCases {
  private CaptionCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("caption-extension-mismatch")
            .bad("!@caption_extension")
            .bad(on -> images(on, ".txt", "sks cat").plan(plan -> plan.captionsMissing(5)))
            .good("@caption_extension = \".txt\"")
            .good(on -> images(on, ".txt", "sks cat"))
            .says("5 images", "5 .txt files", "caption_extension is \".caption\"", "= \".txt\""),
        rule("caption-extension-mismatch")
            .bad("!@caption_extension\n@@class_tokens = \"sks cat\"")
            .bad(on -> images(on, ".txt", "sks cat").plan(plan -> plan.captionsMissing(5)))
            .says("every image is trained on the words \"sks cat\""),
        rule("caption-missing")
            .bad(on ->
                on.plan(plan ->
                    plan.captionsMissing(5)
                        .problem(
                            Kind.CAPTION_MISSING, "/cats", "5 of 20 images have no .txt file")))
            .says("5 of 20 images have no .txt file, and are trained on an empty caption"),
        rule("caption-missing")
            .bad("@@class_tokens = \"sks cat\"")
            .bad(on ->
                images(on, ".txt", "sks cat")
                    .file("images/last.png", "picture")
                    .plan(plan -> plan.captionsMissing(1)))
            .good("@@class_tokens = \"sks cat\"")
            .good(on -> on.file("images/a.png", "picture").plan(plan -> plan.captionsMissing(1)))
            .says("1 of 6 images", "\"sks cat\"", "last.txt is the first"),
        rule("caption-empty")
            .bad(on ->
                on.plan(plan -> plan.problem(Kind.CAPTION_EMPTY, "/cats", "1 of 20 images have")))
            .says("/cats: 1 of 20 images have", "stops sd-scripts"),
        rule("caption-first-line-blank")
            .bad(on ->
                on.plan(plan -> plan.problem(Kind.CAPTION_BLANK, "/cats", "1 of 20 images have")))
            .says("only the first line is read"),
        rule("caption-not-utf8")
            .bad(on ->
                on.plan(plan -> plan.problem(Kind.CAPTION_UNREADABLE, "/cats", "1 of 20 images")))
            .says("save it anew as UTF-8"),
        rule("captions-always-dropped")
            .bad("!cache_text_encoder_outputs\n@caption_dropout_rate = 1.0")
            .good("@caption_dropout_rate = 0.1")
            .says("caption_dropout_rate 1.0 drops every caption"),
        rule("sentences-shuffled")
            .bad("!cache_text_encoder_outputs\n@shuffle_caption = true")
            .bad(on -> images(on, ".txt", "a cat sits on a chair"))
            .good("@shuffle_caption = true")
            .good(on -> images(on, ".txt", "cat, chair"))
            .says("5 of 5 captions", "have no comma"),
        rule("wildcards-off")
            .bad(on -> images(on, ".txt", "a {grey|silver} cat"))
            .good("@enable_wildcard = true")
            .good(on -> images(on, ".txt", "a {grey|silver} cat"))
            .says("5 captions", "enable_wildcard = true"),
        rule("caption-with-byte-order-mark")
            .bad(on -> images(on, ".txt", "\uFEFFsks cat"))
            .good(on -> images(on, ".txt", "sks cat"))
            .says("5 captions", "without BOM"));
  }

  private static Fixture images(Fixture on, String extension, String caption) {
    Fixture fixture = on;
    for (int i = 0; i < 5; i++) {
      fixture =
          fixture.file("images/" + i + ".png", "picture").file("images/" + i + extension, caption);
    }
    return fixture;
  }
}
