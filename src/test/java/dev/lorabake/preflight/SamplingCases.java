package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Sample images: what makes them, and what they cost. */
final class SamplingCases {
  private static final String SOUND =
      "[[sample]]\nprompt = \"sks cat\"\nnegative_prompt = \"blurry\"\nwidth = 1024\nheight = 1024";

  private SamplingCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("samples-without-prompts")
            .bad("sample_every_n_epochs = 1")
            .good("sample_every_n_epochs = 1\n" + SOUND)
            .says("sample_every_n_epochs asks for sample images, and there is no prompt"),
        rule("unused-sample-prompts")
            .bad(SOUND)
            .good("sample_at_first = true\n" + SOUND)
            .says("the recipe has 1 [[sample]], and no sample image will be made"),
        rule("unreadable-prompt-file")
            .bad("sample_every_n_epochs = 1\nsample_prompts = \"prompts.md\"")
            .bad(on -> on.file("prompts.md", "sks cat"))
            .good("sample_every_n_epochs = 1\nsample_prompts = \"prompts.txt\"")
            .good(on -> on.file("prompts.txt", "# note\nsks cat"))
            .says("sample_prompts is \"prompts.md\""),
        rule("unreadable-prompt-file")
            .bad("sample_every_n_epochs = 1\nsample_prompts = \"prompts.txt\"")
            .bad(on -> on.file("prompts.txt", "# note\n\n"))
            .good("sample_every_n_epochs = 1\nsample_prompts = \"prompts.toml\"")
            .good(on -> on.file("prompts.toml", "[prompt]"))
            .as(Severity.WARNING)
            .says("has no prompt, so no image is made"),
        rule("broken-sample-prompt")
            .bad("sample_every_n_epochs = 1\n" + SOUND.replace("sks cat", ""))
            .good("sample_every_n_epochs = 1\n" + SOUND)
            .says("sample[0].prompt is empty"),
        rule("broken-sample-prompt")
            .bad("sample_every_n_epochs = 1\n" + SOUND.replace("sks cat", "#1 cat"))
            .good("sample_every_n_epochs = 1\n" + SOUND.replace("sks cat", "cat #1"))
            .says("takes it for a note"),
        rule("broken-sample-prompt")
            .bad("sample_every_n_epochs = 1\n" + SOUND.replace("sks cat", "sks cat --w 512"))
            .good("sample_every_n_epochs = 1\n" + SOUND.replace("sks cat", "sks-cat--wide"))
            .as(Severity.WARNING)
            .says("sample[0].prompt holds \"--w 512\""),
        rule("sample-without-negative-prompt")
            .bad(
                "sample_every_n_epochs = 1\n" + SOUND.replace("negative_prompt = \"blurry\"\n", ""))
            .good("sample_every_n_epochs = 1\n" + SOUND)
            .says("sample[0].negative_prompt is not set"),
        rule("samples-too-often")
            .bad("sample_every_n_steps = 20\n" + SOUND)
            .good("sample_every_n_steps = 100\n" + SOUND)
            .says("100 images with 3000 denoising steps, beside 2000 steps of training"),
        rule("samples-too-often")
            .bad("sample_every_n_epochs = 1\n" + SOUND)
            .bad(on -> on.plan(plan -> plan.images(10, 2).epochs(100)))
            .good("sample_every_n_epochs = 5\n" + SOUND)
            .good(on -> on.plan(plan -> plan.images(10, 2).epochs(100)))
            .says("images come every 20 steps", "sample_every_n_epochs = 5"),
        rule("sample-size-rounded")
            .bad(
                "family = \"flux\"\nsample_every_n_epochs = 1\n"
                    + SOUND.replace("width = 1024", "width = 1000"))
            .good("sample_every_n_epochs = 1\n" + SOUND.replace("width = 1024", "width = 1000"))
            .says("sample[0].width is 1000, and the image will have 992"),
        rule("sample-smaller-than-trained")
            .bad(
                "sample_every_n_epochs = 1\n[[sample]]\nprompt = \"cat\"\nnegative_prompt = \"blur\"")
            .good("family = \"sd15\"\nsample_every_n_epochs = 1\n[[sample]]\nprompt = \"cat\"")
            .says("512 x 512 pixels", "was trained on 1024"),
        rule("unknown-sampler")
            .bad("sample_every_n_epochs = 1\n" + SOUND + "\nsample_sampler = \"dpm++ 2m\"")
            .good("sample_every_n_epochs = 1\n" + SOUND + "\nsample_sampler = \"dpmsolver++\"")
            .says("it uses ddim", "euler_a"),
        rule("sample-interval-longer-than-run")
            .bad("sample_every_n_epochs = 11\n" + SOUND)
            .good("sample_every_n_epochs = 10\n" + SOUND)
            .says("the run has 10 epochs: no sample will be made"));
  }
}
