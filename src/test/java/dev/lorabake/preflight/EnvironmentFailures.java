package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of the Python environment; see {@link UpstreamFailure}. */
final class EnvironmentFailures {
  private EnvironmentFailures() {}

  static Stage stage() {
    return new Stage(
        "The Python environment",
        List.of(
            failure(
                    "python-before-3-10",
                    CRASH,
                    "the Python of the environment is 3.9 or older, and unions are written with a bar",
                    "library/train_util.py:147")
                .foundBy("python-too-old", "", with(on -> on.python("3.9.18"))),
            failure(
                    "imported-package-missing",
                    CRASH,
                    "a package that every script imports is not installed",
                    "library/train_util.py:20-75")
                .foundBy("incomplete-environment", "", with(on -> on.without("voluptuous"))),
            failure(
                    "imported-package-broken",
                    CRASH,
                    "such a package is installed, and its import fails",
                    "library/train_util.py:20-75")
                .foundBy(
                    "incomplete-environment",
                    "",
                    with(on -> on.broken("opencv-python", "ImportError: libGL.so.1"))),
            failure(
                    "hub-without-cached-download",
                    CRASH,
                    "diffusers is older than the installed huggingface_hub and asks it for a"
                        + " function that is gone",
                    "diffusers/utils/dynamic_modules_utils.py")
                .foundBy(
                    "incomplete-environment",
                    "",
                    with(on ->
                        on.installed("diffusers", "0.25.0")
                            .broken("diffusers", "cannot import name 'cached_download'"))),
            failure(
                    "transformers-5",
                    CRASH,
                    "transformers is 5 or later and lacks CLIPFeatureExtractor",
                    "library/lpw_stable_diffusion.py:12")
                .foundBy(
                    "incompatible-packages",
                    "",
                    with(on -> on.installed("transformers", "5.17.0"))),
            failure(
                    "hub-1-with-transformers-4",
                    CRASH,
                    "huggingface_hub is 1.0 or later beside a transformers 4, which refuses it",
                    "transformers/dependency_versions_check.py")
                .foundBy(
                    "incompatible-packages",
                    "",
                    with(on -> on.installed("huggingface-hub", "1.2.0"))),
            failure(
                    "numpy-2-with-old-torch",
                    CRASH,
                    "numpy 2 beside a PyTorch that was built for numpy 1: no array becomes a tensor",
                    "library/train_util.py, torch.from_numpy")
                .foundBy(
                    "incomplete-environment",
                    "",
                    with(on -> on.broken("numpy", "torch cannot read its arrays"))),
            failure(
                    "torch-for-processor",
                    CHANGED,
                    "a PyTorch without CUDA beside an NVIDIA card: training runs on the processor,"
                        + " or stops where half precision is asked for",
                    "library/train_util.py:5493")
                .foundBy("cpu-torch", "", with(on -> on.torch(null))),
            failure(
                    "torch-without-kernels-for-card",
                    CRASH,
                    "PyTorch has no code for the card, such as a build before CUDA 12.8 on RTX 50",
                    "the first kernel that is started")
                .foundBy(
                    "torch-without-kernels",
                    "",
                    with(on -> on.gpu("RTX 5090").torch("12.6", "sm_80", "sm_90"))),
            failure(
                    "driver-older-than-cuda",
                    CRASH,
                    "PyTorch is for a later CUDA than the NVIDIA driver serves",
                    "torch.cuda.is_available()")
                .foundBy(
                    "driver-too-old",
                    "",
                    with(on -> on.torch("13.0", "sm_86").driver("560.35").blind())),
            failure(
                    "card-hidden",
                    CHANGED,
                    "the driver shows a card, and PyTorch sees none, for instance by"
                        + " CUDA_VISIBLE_DEVICES",
                    "torch.cuda.is_available()")
                .foundBy("gpu-unseen-by-torch", "", with(on -> on.driver("570.1").blind())),
            failure(
                    "bitsandbytes-without-cuda",
                    CRASH,
                    "bitsandbytes is there without a library for PyTorch's CUDA: imported with a"
                        + " warning, and its optimizer fails at the first step",
                    "bitsandbytes/cextension.py")
                .foundBy(
                    "missing-package",
                    "",
                    with(on -> on.broken("bitsandbytes", "it has no code for CUDA 12.8"))),
            failure(
                    "xformers-for-another-torch",
                    CRASH,
                    "xformers was built for another PyTorch: it warns, and has no operator at the"
                        + " first step",
                    "library/original_unet.py:700")
                .foundBy(
                    "missing-package",
                    "!sdpa\nxformers = true",
                    with(on -> on.broken("xformers", "xFormers was built for PyTorch 2.4"))),
            failure(
                    "compile-without-triton",
                    CRASH,
                    "torch_compile with inductor on a GPU without Triton, as on Windows",
                    "library/train_util.py:5467")
                .foundBy(
                    "missing-package",
                    "torch_compile = true",
                    with(on -> on.system("Windows").without("triton"))),
            failure(
                    "t5-without-sentencepiece",
                    CRASH,
                    "the T5 tokenizer of SD3, FLUX.1 or Chroma without sentencepiece",
                    "library/strategy_flux.py:27")
                .foundBy(
                    "missing-package",
                    "family = \"flux\"",
                    with(on -> on.without("sentencepiece"))),
            failure(
                    "tensorboard-not-installed",
                    IGNORED,
                    "logging_dir without the package tensorboard: accelerate leaves the log out",
                    "library/train_util.py:5445")
                .foundBy(
                    "missing-package",
                    "logging_dir = \"logs\"",
                    with(on -> on.without("tensorboard"))),
            failure(
                    "tokenizer-offline",
                    ERROR,
                    "HF_HUB_OFFLINE is set, and a tokenizer was never fetched",
                    "library/strategy_base.py:65")
                .foundBy("tokenizer-out-of-reach", "", with(on -> on.hub(true, false))),
            failure(
                    "gemma-without-token",
                    ERROR,
                    "Lumina without a token for the hub: the tokenizer of Gemma 2 is given only to"
                        + " those who accepted its terms",
                    "library/strategy_lumina.py:30")
                .foundBy(
                    "tokenizer-out-of-reach",
                    "family = \"lumina\"",
                    with(on -> on.hub(false, false))),
            failure(
                    "hub-unreachable",
                    ERROR,
                    "a tokenizer was never fetched, and the network does not lead to the hub",
                    "library/strategy_base.py:65")
                .undecidable("only asking the hub tells; doctor says which tokenizers are missing"),
            failure(
                    "nccl-missing-on-windows",
                    CRASH,
                    "several processes on Windows, whose PyTorch has no NCCL",
                    "library/train_util.py:5474")
                .harmless("upstream itself takes gloo there, where it sees more than one card")));
  }

  private static UnaryOperator<Fixture> with(UnaryOperator<MachineFixture> change) {
    return on -> on.machine(change);
  }
}
