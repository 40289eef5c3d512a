package dev.lorabake.preflight;

import static dev.lorabake.preflight.Fixture.PLAIN;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class OptimizerFailures {
  private static final String SDXL = "sdxl_train_network.py";

  private OptimizerFailures() {}

  static Stage stage() {
    return new Stage(
        "Optimizer, scheduler, length of the run, resuming",
        List.of(
            failure(
                    "grad-accum-zero",
                    CRASH,
                    "gradient_accumulation_steps 0",
                    "train_network.py:800")
                .foundBy("out-of-range", "gradient_accumulation_steps = 0"),
            failure(
                    "config-file-lr-string",
                    CRASH,
                    "learning_rate, unet_lr or text_encoder_lr as text",
                    "library/train_util.py:5098")
                .foundBy("wrong-type", "", on -> on.config(SDXL, PLAIN + "unet_lr = \"1e-4\"\n")),
            failure(
                    "config-file-optimizer-args-string",
                    CRASH,
                    "optimizer_args or lr_scheduler_args as one text: it is read letter by letter",
                    "library/train_util.py:4860")
                .foundBy(
                    "wrong-type",
                    "",
                    on -> on.config(SDXL, PLAIN + "optimizer_args = \"weight_decay=0.1\"\n")),
            failure(
                    "network-no-trainable-params",
                    CRASH,
                    "nothing to train: both only-switches, or all rates 0",
                    "library/train_util.py:5098")
                .foundBy("nothing-to-train", "learning_rate = 0"),
            failure(
                    "network-module-wrong-arch-none",
                    CRASH,
                    "network_module for another architecture: no module matches",
                    "train_network.py:767")
                .foundBy(
                    "network-of-another-family",
                    "family = \"lumina\"\nnetwork_module = \"networks.lora\""),
            failure(
                    "te-lr-list-single-module",
                    IGNORED,
                    "several values of text_encoder_lr for a module that uses one",
                    "train_network.py:741")
                .foundBy(
                    "several-text-encoder-rates",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\ntext_encoder_lr = [1e-5, 2e-5]"),
            failure(
                    "text-encoder-lr-empty-list",
                    CHANGED,
                    "text_encoder_lr as an empty list: learning_rate is used",
                    "train_network.py:741")
                .harmless("no rate of its own is what an empty list says"),
            failure(
                    "unet-lr-with-te-only",
                    IGNORED,
                    "unet_lr with network_train_text_encoder_only",
                    "train_network.py:707")
                .foundBy(
                    "conflicting-options",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\nnetwork_train_text_encoder_only = true\nunet_lr = 1e-4\ntext_encoder_lr = [1e-5]\n!learning_rate"),
            failure(
                    "learning-rate-overridden",
                    IGNORED,
                    "unet_lr and text_encoder_lr both set: learning_rate has no effect",
                    "networks/lora.py:1199")
                .foundBy(
                    "rate-overridden",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\nunet_lr = 2e-4\ntext_encoder_lr = [1e-5]"),
            failure(
                    "learning-rate-default",
                    CHANGED,
                    "no learning rate at all: 2e-6, which hardly trains a LoRA",
                    "library/train_util.py:3713")
                .foundBy("learning-rate-left-at-default", "!learning_rate"),
            failure(
                    "lr-zero-skips-group",
                    CHANGED,
                    "text_encoder_lr or unet_lr 0: the part is not trained and saved all the same",
                    "networks/lora.py:1187")
                .foundBy(
                    "part-frozen-by-zero-rate",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\ntext_encoder_lr = [0]"),
            failure(
                    "use-8bit-adam-and-type",
                    ERROR,
                    "use_8bit_adam with optimizer_type",
                    "library/train_util.py:4833")
                .foundBy("conflicting-options", "use_8bit_adam = true"),
            failure(
                    "use-8bit-adam-and-lion",
                    ERROR,
                    "use_8bit_adam with use_lion_optimizer",
                    "library/train_util.py:4830")
                .foundBy(
                    "conflicting-options",
                    "!optimizer_type\nuse_8bit_adam = true\nuse_lion_optimizer = true"),
            failure(
                    "use-lion-and-type",
                    ERROR,
                    "use_lion_optimizer with optimizer_type",
                    "library/train_util.py:4839")
                .foundBy("conflicting-options", "use_lion_optimizer = true"),
            failure(
                    "optimizer-unknown",
                    CRASH,
                    "optimizer_type that neither upstream nor torch.optim knows",
                    "library/train_util.py:5133")
                .foundBy("unknown-optimizer", "optimizer_type = \"AdmW\""),
            failure(
                    "optimizer-torch-lower-case",
                    CRASH,
                    "a class of torch.optim in other letters, such as adam",
                    "library/train_util.py:5133")
                .foundBy("unknown-optimizer", "optimizer_type = \"adam\""),
            failure(
                    "optimizer-without-its-module",
                    CRASH,
                    "a class of another package without its module, such as AdEMAMix8bit or CAME",
                    "library/train_util.py:5133")
                .foundBy("unknown-optimizer", "optimizer_type = \"AdEMAMix8bit\""),
            failure(
                    "optimizer-name-no-identifier",
                    CRASH,
                    "a module that Python cannot import, such as pytorch-optimizer",
                    "library/train_util.py:5130")
                .foundBy("unknown-optimizer", "optimizer_type = \"pytorch-optimizer.CAME\""),
            failure(
                    "optimizer-class-in-other-letters",
                    CRASH,
                    "a class with its module in other letters: only names of upstream's own take any",
                    "library/train_util.py:5133")
                .foundBy("unknown-optimizer", "optimizer_type = \"bitsandbytes.optim.adamw8bit\""),
            failure(
                    "optimizer-torch-class-unknown",
                    CRASH,
                    "torch.optim with a class that it does not have",
                    "library/train_util.py:5133")
                .foundBy("unknown-optimizer", "optimizer_type = \"torch.optim.AdamWW\""),
            failure(
                    "optimizer-class-of-package-unknown",
                    CRASH,
                    "a class that its package does not have",
                    "library/train_util.py:5133")
                .undecidable("the classes of other packages change with their versions"),
            failure(
                    "optimizer-package-missing",
                    ERROR,
                    "an optimizer whose package is not installed",
                    "library/train_util.py:4885")
                .foundBy(
                    "missing-package",
                    "optimizer_type = \"Lion\"",
                    on -> on.machine(machine -> machine.without("lion-pytorch"))),
            failure(
                    "schedulefree-package-for-others",
                    ERROR,
                    "a class whose name ends with ScheduleFree, in another package: schedulefree is imported all the same",
                    "library/train_util.py:5101")
                .foundBy(
                    "missing-package",
                    "optimizer_type = \"prodigyplus.ProdigyPlusScheduleFree\"\nlearning_rate = 1.0\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0",
                    on ->
                        on.machine(machine ->
                            machine
                                .installed("prodigy-plus-schedule-free", "1.9.2")
                                .without("schedulefree"))),
            failure(
                    "bitsandbytes-for-others",
                    ERROR,
                    "a class whose name ends with 8bit, in another package: bitsandbytes is imported all the same",
                    "library/train_util.py:4890")
                .foundBy(
                    "missing-package",
                    "optimizer_type = \"torchao.optim.AdamW8bit\"",
                    on -> on.machine(machine -> machine.without("bitsandbytes"))),
            failure(
                    "dadapt-unknown-name",
                    ERROR,
                    "a name that begins with DAdapt and is no member",
                    "library/train_util.py:5032")
                .foundBy("unknown-optimizer", "optimizer_type = \"DAdaptFoo\""),
            failure(
                    "schedulefree-unknown-name",
                    CRASH,
                    "a name that ends with ScheduleFree and is none of three",
                    "library/train_util.py:5116")
                .foundBy("unknown-optimizer", "optimizer_type = \"AdamScheduleFree\""),
            failure(
                    "optimizer-needs-closure",
                    CRASH,
                    "LBFGS, which computes the loss several times a step",
                    "torch, LBFGS")
                .foundBy("optimizer-cannot-train", "optimizer_type = \"LBFGS\""),
            failure(
                    "optimizer-sparse",
                    CRASH,
                    "SparseAdam, which takes no dense gradients",
                    "torch, SparseAdam")
                .foundBy("optimizer-cannot-train", "optimizer_type = \"SparseAdam\""),
            failure(
                    "optimizer-wraps-another",
                    CRASH,
                    "SAM, Lookahead and others that wrap an optimizer",
                    "pytorch_optimizer 3.9.0")
                .foundBy(
                    "optimizer-cannot-train",
                    "optimizer_type = \"pytorch_optimizer.SAM\"",
                    on -> on.machine(machine -> machine.installed("pytorch-optimizer", "3.9.0"))),
            failure(
                    "optimizer-muon-convolution",
                    CRASH,
                    "Muon on convolutions, or with a torch before 2.9",
                    "torch, Muon")
                .foundBy("optimizer-cannot-train", "optimizer_type = \"Muon\""),
            failure(
                    "fused-backward-grad-accum",
                    ERROR,
                    "fused_backward_pass with gradient_accumulation_steps above 1",
                    "library/train_util.py:4852")
                .foundBy(
                    "fused-backward-pass",
                    "optimizer_type = \"Adafactor\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\"]\nfused_backward_pass = true\ngradient_accumulation_steps = 2"),
            failure(
                    "fused-backward-other-optimizer",
                    ERROR,
                    "fused_backward_pass with another optimizer than Adafactor",
                    "library/train_util.py:4849")
                .foundBy("fused-backward-pass", "fused_backward_pass = true"),
            failure(
                    "persistent-workers-zero",
                    ERROR,
                    "persistent_data_loader_workers without data workers",
                    "train_network.py:780")
                .foundBy(
                    "persistent-workers-without-workers",
                    "persistent_data_loader_workers = true\nmax_data_loader_n_workers = 0"),
            failure(
                    "full-fp16-needs-fp16",
                    ERROR,
                    "full_fp16 with another mixed_precision than fp16",
                    "train_network.py:814")
                .foundBy("full-half-without-half", "full_fp16 = true"),
            failure(
                    "full-bf16-needs-bf16",
                    ERROR,
                    "full_bf16 with another mixed_precision than bf16",
                    "train_network.py:820")
                .foundBy(
                    "full-half-without-half",
                    "full_bf16 = true\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true"),
            failure(
                    "fp8-base-full-precision",
                    ERROR,
                    "fp8_base or fp8_base_unet without mixed_precision",
                    "train_network.py:831")
                .foundBy(
                    "eight-bit-base-in-full-precision",
                    "fp8_base = true\nmixed_precision = \"no\"\nsave_precision = \"float\""),
            failure(
                    "max-grad-norm-negative",
                    CHANGED,
                    "a negative max_grad_norm: gradients are turned round",
                    "train_network.py, clip_grad_norm_")
                .foundBy("out-of-range", Severity.ERROR, "max_grad_norm = -1", on -> on),
            failure("learning-rate-negative", CRASH, "a negative rate", "torch, AdamW")
                .foundBy("out-of-range", "learning_rate = -1e-4"),
            failure(
                    "learning-rate-far-off",
                    CHANGED,
                    "a rate far above or below what the optimizer is used with",
                    "library/train_util.py:4898")
                .foundBy("unusual-learning-rate", "learning_rate = 0.01"),
            failure(
                    "adafactor-of-transformers-path",
                    ERROR,
                    "transformers.Adafactor with its module, without relative_step=False: it gets a rate besides its own",
                    "transformers, Adafactor")
                .foundBy("optimizer-cannot-train", "optimizer_type = \"transformers.Adafactor\""),
            failure(
                    "prodigy-warmup",
                    CHANGED,
                    "Prodigy with a warm-up and without safeguard_warmup: its estimate becomes too high",
                    "prodigyopt, step")
                .foundBy(
                    "prodigy-warmup-without-safeguard",
                    "optimizer_type = \"Prodigy\"\nlearning_rate = 1.0")));
  }
}
