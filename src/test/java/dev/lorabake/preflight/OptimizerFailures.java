package dev.lorabake.preflight;

import static dev.lorabake.preflight.Fixture.PLAIN;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
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
                    "optimizer-arg-format",
                    CRASH,
                    "an item of optimizer_args without an equals sign, or with two",
                    "library/train_util.py:4860")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"weight_decay\"]"),
            failure(
                    "optimizer-arg-literal",
                    CRASH,
                    "a value of optimizer_args that is no Python literal, such as false",
                    "library/train_util.py:4861")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"amsgrad=false\"]"),
            failure(
                    "optimizer-arg-unknown",
                    CRASH,
                    "a key of optimizer_args that the class does not take",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"momentum=0.9\"]"),
            failure(
                    "optimizer-arg-blank",
                    CRASH,
                    "a blank before the equals sign: it becomes part of the key",
                    "library/train_util.py:4860")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"weight_decay =0.1\"]"),
            failure(
                    "optimizer-args-lr-dup",
                    CRASH,
                    "lr in optimizer_args, which upstream gives itself",
                    "library/train_util.py:5098")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"lr=1e-4\"]"),
            failure(
                    "optimizer-args-nesterov-dup",
                    CRASH,
                    "nesterov in optimizer_args of SGDNesterov, which upstream gives itself",
                    "library/train_util.py:4976")
                .foundBy(
                    "wrong-optimizer-arg",
                    "optimizer_type = \"SGDNesterov\"\nlearning_rate = 0.01\noptimizer_args = [\"nesterov=True\"]"),
            failure(
                    "optimizer-arg-repeated",
                    CHANGED,
                    "the same key twice in optimizer_args: the last one counts",
                    "library/train_util.py:4872")
                .harmless("lorabake takes the last one too"),
            failure(
                    "optimizer-betas-wrong",
                    CRASH,
                    "betas that are not the right number of factors below 1",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"betas=0.9\"]"),
            failure(
                    "optimizer-weight-decay-negative",
                    CRASH,
                    "a negative weight_decay, eps or momentum",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"weight_decay=-0.1\"]"),
            failure(
                    "optimizer-number-quoted",
                    CRASH,
                    "a number in quotes in optimizer_args",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"weight_decay='0.1'\"]"),
            failure(
                    "optimizer-switch-quoted",
                    CHANGED,
                    "a switch in quotes, such as relative_step='False', which is true",
                    "library/train_util.py:5046")
                .foundBy(
                    "wrong-optimizer-arg",
                    Severity.ERROR,
                    "optimizer_type = \"Adafactor\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step='False'\"]",
                    on -> on),
            failure(
                    "optimizer-amsgrad-8bit",
                    CRASH,
                    "amsgrad for an optimizer of 8 bits",
                    "bitsandbytes, AdamW8bit")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"amsgrad=True\"]"),
            failure(
                    "sgd-nesterov-no-momentum",
                    CRASH,
                    "SGDNesterov with momentum 0 or a dampening",
                    "torch, SGD")
                .foundBy(
                    "wrong-optimizer-arg",
                    "optimizer_type = \"SGDNesterov\"\nlearning_rate = 0.01\noptimizer_args = [\"momentum=0\"]"),
            failure(
                    "sgd-nesterov-momentum",
                    CHANGED,
                    "SGDNesterov without momentum: 0.9 is taken",
                    "library/train_util.py:4970")
                .harmless("it cannot run without, and 0.9 is the usual one"),
            failure(
                    "main-rate-zero",
                    CRASH,
                    "learning_rate 0 beside unet_lr, with Prodigy, D-Adaptation or Lion",
                    "library/train_util.py:5033")
                .foundBy(
                    "main-rate-too-low",
                    "optimizer_type = \"Lion\"\nlearning_rate = 0\nunet_lr = 3e-5"),
            failure(
                    "prodigy-rate-low",
                    WARNING,
                    "Prodigy or D-Adaptation with a rate far below 1",
                    "library/train_util.py:4998")
                .foundBy(
                    "adaptive-rate-far-from-one",
                    "optimizer_type = \"Prodigy\"\nlr_warmup_steps = 0"),
            failure(
                    "prodigy-several-rates",
                    CRASH,
                    "several rates for Prodigy or most of D-Adaptation",
                    "prodigyopt, step")
                .foundBy(
                    "adaptive-with-several-rates",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\noptimizer_type = \"Prodigy\"\nlr_warmup_steps = 0\n!learning_rate\nunet_lr = 1.0\ntext_encoder_lr = [0.5]"),
            failure(
                    "dadapt-several-rates",
                    CHANGED,
                    "several rates for DAdaptAdan, DAdaptAdanIP or DAdaptAdaGrad: one is used",
                    "library/train_util.py:5003")
                .foundBy(
                    "adaptive-with-several-rates",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\noptimizer_type = \"DAdaptAdan\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\n!learning_rate\nunet_lr = 1.0\ntext_encoder_lr = [0.5]"),
            failure(
                    "adafactor-relative-ignores-lr",
                    IGNORED,
                    "Adafactor that sets its own rate: all learning rates",
                    "library/train_util.py:5058")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\n!lr_scheduler"),
            failure(
                    "adafactor-overrides-scheduler",
                    CHANGED,
                    "Adafactor that sets its own rate: lr_scheduler is replaced",
                    "library/train_util.py:5077")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\n!learning_rate"),
            failure(
                    "adafactor-warmup-init",
                    CHANGED,
                    "warmup_init=True turns relative_step on again",
                    "library/train_util.py:5048")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\", \"warmup_init=True\"]"),
            failure(
                    "adafactor-with-warmup",
                    ERROR,
                    "Adafactor that sets its own rate, with lr_warmup_steps",
                    "library/train_util.py:5319")
                .foundBy(
                    "scheduler-refuses-warmup",
                    "optimizer_type = \"Adafactor\"\n!learning_rate\n!lr_scheduler"),
            failure(
                    "adafactor-with-scheduler-type",
                    CRASH,
                    "Adafactor that sets its own rate, with lr_scheduler_type",
                    "library/train_util.py:5310")
                .foundBy(
                    "unusable-scheduler-type",
                    "optimizer_type = \"Adafactor\"\n!learning_rate\n!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"LinearLR\""),
            failure(
                    "adafactor-scheduler-hint",
                    WARNING,
                    "Adafactor with a rate of ours and another scheduler than constant_with_warmup",
                    "library/train_util.py:5087")
                .foundBy(
                    "adafactor-scheduler",
                    "optimizer_type = \"Adafactor\"\noptimizer_args = [\"relative_step=False\"]"),
            failure(
                    "adafactor-clip-threshold",
                    WARNING,
                    "Adafactor with a rate of ours and clip_threshold other than 1.0",
                    "library/train_util.py:5089")
                .harmless("whoever writes clip_threshold knows its default, and any value trains"),
            failure(
                    "adafactor-max-grad-norm",
                    WARNING,
                    "Adafactor with a rate of ours beside max_grad_norm",
                    "library/train_util.py:5083")
                .harmless("clipping twice trains well, and it is the default"),
            failure(
                    "adafactor-scheduler-of-others",
                    ERROR,
                    "lr_scheduler adafactor with another optimizer",
                    "library/train_util.py:5314")
                .foundBy(
                    "adafactor-scheduler-without-adafactor",
                    "lr_scheduler = \"adafactor\"\nlr_warmup_steps = 0"),
            failure(
                    "adafactor-scheduler-no-rate",
                    CRASH,
                    "lr_scheduler adafactor with relative_step=False",
                    "library/train_util.py:5317")
                .foundBy(
                    "adafactor-scheduler-without-adafactor",
                    "optimizer_type = \"Adafactor\"\nlr_scheduler = \"adafactor\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\"]"),
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
                    "fp8_base = true\nmixed_precision = \"no\"\nsave_precision = \"float\"")));
  }
}
