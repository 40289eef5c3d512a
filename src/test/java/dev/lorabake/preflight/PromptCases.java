package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Prompts in files, and values in {@code [[sample]]}. */
final class PromptCases {
  private static final String DUE = "sample_every_n_epochs = 2\n";
  private static final String SOUND = "sks cat --n blurry --w 1024 --h 1024\n";

  private PromptCases() {}

  /** Prompts in a file of that ending; the good ones are a sound line of text. */
  private static RuleCase file(String rule, String ending, String text) {
    String setting = DUE + "sample_prompts = \"prompts.";
    return rule(rule)
        .bad(setting + ending + "\"")
        .bad(on -> on.file("prompts." + ending, text))
        .good(setting + "txt\"")
        .good(on -> on.file("prompts.txt", SOUND));
  }

  private static String sample(String keys) {
    return "[[sample]]\nprompt = \"sks cat\"\nnegative_prompt = \"blurry\"\nwidth = 1024\nheight = 1024\n"
        + keys;
  }

  static List<RuleCase> rows() {
    return List.of(
        file("prompt-file-refused", "json", "{\"prompt\": \"sks cat\"}")
            .says("prompts.json: it is no list of prompts"),
        file("prompt-file-refused", "json", "[1]").says("neither text nor an object"),
        file("prompt-file-refused", "toml", "[prompt]\nprompt = \"sks cat\"\n")
            .says("prompts.toml: it has no [[prompt.subset]]"),
        file(
                "prompt-file-refused",
                "toml",
                "[prompt]\nwidth = 1024\n[[prompt.subset]]\nprompt = \"a\"\n"
                    + "negative_prompt = \"b\"\nheight = 1024\nwidth = 1024\n")
            .says("width stands in [prompt] and in [[prompt.subset]]"),
        file("sample-value-refused", "txt", SOUND.strip() + " --d 99999999999999999999")
            .says("is a larger seed than torch takes"),
        file(
                "sample-value-refused",
                "json",
                "[{\"prompt\": \"a\", \"negative_prompt\": \"b\", \"width\": 1024,"
                    + " \"height\": 1024, \"sample_steps\": \"20\"}]")
            .says("prompt 1 has sample_steps = \"20\""),
        file("empty-prompt-file", "txt", "# none\n\n").says("prompts.txt: it holds no prompt"),
        file("unknown-prompt-flag", "txt", SOUND.strip() + " --ar 16:9")
            .says("--ar 16:9 is no flag of a prompt"),
        file("unread-sample-value", "txt", SOUND.strip() + " --d -1")
            .says("--d -1 has no whole number"),
        file("unread-sample-value", "txt", SOUND.strip() + " --l 7..5")
            .says("--l 7..5 has no number"),
        file("unread-sample-value", "txt", SOUND.strip() + " --s 20x")
            .says("of --s 20x only 20 is read"),
        rule("unread-sample-value")
            .bad(DUE + sample("seed = -1\n"))
            .good(DUE + sample("seed = 1\n"))
            .says("[[sample]]: --d -1 has no whole number"),
        file("sample-steps-clamped", "txt", SOUND.strip() + " --s 5000")
            .says("--s 5000 is taken for 1000"),
        rule("sample-steps-clamped")
            .bad(DUE + sample("sample_steps = 2000\n"))
            .good(DUE + sample("sample_steps = 20\n"))
            .says("--s 2000 is taken for 1000"),
        file("line-taken-for-prompt", "txt", SOUND + "  # another --n x --w 1024 --h 1024\n")
            .says("blanks before # make a prompt of the comment"),
        file("sample-size-rounded", "txt", SOUND.replace("--w 1024", "--w 1020"))
            .says("prompt 1.width is 1020, and the image will have 1016"),
        rule("sample-key-without-effect")
            .bad(DUE + sample("guidance_scale = 3.5\n"))
            .good("family = \"flux\"\n" + DUE + sample("guidance_scale = 3.5\nscale = 2.0\n"))
            .says("sample[0] has guidance_scale"),
        rule("sample-key-without-effect")
            .bad("family = \"flux\"\n" + DUE + sample(""))
            .good("family = \"flux\"\n" + DUE + sample("scale = 3.0\n"))
            .says("negative_prompt", "use with a scale other than 1 alone"),
        rule("missing-sample-image")
            .bad(DUE + sample("controlnet_image = \"pose.png\"\n"))
            .good(DUE + sample("controlnet_image = \"pose.png\"\n"))
            .good(on -> on.file("pose.png", SampleImages.png(64, 64)))
            .says("sample[0] has controlnet_image pose.png, which is not there"),
        rule("flow-shift-as-text")
            .bad(
                "family = \"hunyuan-image\"\n"
                    + DUE
                    + sample("flow_shift = 5.0\n").replace("1024", "2048"))
            .good("family = \"anima\"\n" + DUE + sample("flow_shift = 5.0\n"))
            .says("sample[0] has flow_shift 5.0"));
  }
}
