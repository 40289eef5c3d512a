"""The six scripts for other architectures: they load their files, name their parts, save their size."""

import unittest
from typing import List

from rehearsal_support import Place, folder

from rehearsal_core import safetensors
from rehearsal_core.families import ANIMA, CHROMA, FLUX, HUNYUAN, LUMINA, SD3M, SDXL

FILES = ("model", "clip_l", "clip_g", "t5", "ae", "vae", "gemma2", "qwen3", "vlm", "byt5")
USUAL = [
    "--pretrained_model_name_or_path",
    "model.safetensors",
    "--train_data_dir",
    "data",
    "--output_dir",
    "out",
    "--output_name",
    "x",
    "--network_dim",
    "2",
    "--resolution",
    "1024",
    "--max_train_steps",
    "2",
    "--seed",
    "1",
    "--max_data_loader_n_workers",
    "0",
    "--save_precision",
    "bf16",
    "--mixed_precision",
    "bf16",
    "--cache_latents",
]
FLUX_FILES = ["--clip_l", "clip_l.safetensors", "--t5xxl", "t5.safetensors", "--ae", "ae.safetensors"]
CACHED = ["--cache_text_encoder_outputs", "--network_train_unet_only"]


class ScriptTest(Place):
    def setUp(self) -> None:
        super().setUp()
        folder(self.place / "data/1_cat", [(1024, 1024)] * 4)
        for name in FILES:
            (self.place / (name + ".safetensors")).write_bytes(b"not read")
        (self.place / "prompts.txt").write_text("a cat --w 64 --h 64 --s 2 --d 3 --l 4\n", encoding="utf-8")

    def told(self, script: str, module: str, *more: str) -> List[str]:
        """The messages of a run, one each, without level and place."""
        log = self.run_inside(*USUAL, "--network_module", module, *more, script=script + "_train_network.py")
        lines = [line for part in log.split("\r") for line in part.split("\n")]
        return [
            line[29:].rsplit("  ", 1)[0].rstrip() if " INFO " in line else line.rstrip() for line in lines
        ]

    def assertOrder(self, told: List[str], wanted: List[str]) -> None:
        rest = iter(told)
        for text in wanted:
            self.assertTrue(any(text == line for line in rest), "%r is missing, or out of order" % text)

    def numbers(self) -> int:
        """Values in the checkpoint."""
        path = self.place / "out/x.safetensors"
        content = path.read_bytes()
        header = int.from_bytes(content[:8], "little")
        self.assertEqual((safetensors.metadata(str(path)) or {})["ss_output_name"], "x")
        return (len(content) - 8 - header) // 2

    def test_rehearses_sdxl(self) -> None:
        told = self.told(
            "sdxl", "networks.lora", *CACHED, "--sample_prompts", "prompts.txt", "--sample_at_first"
        )
        self.assertOrder(
            told,
            [
                "loading model for process 0/1",
                "load StableDiffusion checkpoint: model.safetensors",
                "building U-Net",
                "VAE: <All keys matched successfully>",
                "caching latents...",
                "move vae and unet to cpu to save memory",
                "caching Text Encoder outputs...",
                "move vae and unet back to original device",
                "import network module: networks.lora",
                "create LoRA for Text Encoder 1:",
                "create LoRA for Text Encoder 2:",
                "create LoRA for Text Encoder: 264 modules.",
                "create LoRA for U-Net: 722 modules.",
                "sample_sampler: ddim",
                "seed: 3",
                "unet dtype: torch.bfloat16, device: cpu",
                "text_encoder [1] dtype: torch.bfloat16, device: cpu",
                "model saved.",
            ],
        )
        self.assertEqual(self.numbers(), SDXL.dit.per_rank * 2 + SDXL.dit.modules)

    def test_rehearses_flux(self) -> None:
        told = self.told(
            "flux",
            "networks.lora_flux",
            *FLUX_FILES,
            *CACHED,
            "--fp8_base",
            "--blocks_to_swap",
            "18",
            "--sample_prompts",
            "prompts.txt",
            "--sample_every_n_steps",
            "2",
        )
        self.assertOrder(
            told,
            [
                "Checking the state dict: Diffusers or BFL, dev or schnell",
                "t5xxl_max_token_length: 512",
                "Loading state dict from model.safetensors",
                "enable block swap: blocks_to_swap=18",
                "Building CLIP-L",
                "Loaded T5xxl: <All keys matched successfully>",
                "Building AutoEncoder",
                "cache Text Encoder outputs for prompt: a cat",
                "move CLIP-L back to cpu",
                "move t5XXL back to cpu",
                "create LoRA for Text Encoder 1: 72 modules.",
                "create LoRA for FLUX all blocks: 304 modules.",
                "enable LoRA for U-Net: 304 modules",
                "enable fp8 training for U-Net.",
                "text_encoder is not needed for training. deleting to save memory.",
                "unet dtype: torch.float8_e4m3fn, device: cpu",
                "embedded guidance scale: 3.5",
                "CFG scale: 4.0",
                "model saved.",
            ],
        )
        self.assertEqual(self.numbers(), FLUX.dit.per_rank * 2 + FLUX.dit.modules)

    def test_rehearses_chroma(self) -> None:
        more = ("--model_type", "chroma", "--apply_t5_attn_mask", "--guidance_scale", "0")
        told = self.told("flux", "networks.lora_flux", *FLUX_FILES, *CACHED, *more)
        self.assertOrder(told, ["Building Chroma model", "Building AutoEncoder", "model saved."])
        self.assertEqual(self.numbers(), CHROMA.dit.per_rank * 2 + CHROMA.dit.modules)

    def test_rehearses_sd3(self) -> None:
        told = self.told(
            "sd3", "networks.lora_sd3", "--clip_l", "clip_l.safetensors", "--t5xxl", "t5.safetensors"
        )
        self.assertOrder(
            told,
            [
                "t5xxl_max_token_length: 256",
                "Building MMDit",
                "clip_g is included in the checkpoint",
                "create LoRA for Text Encoder 2: 192 modules.",
                "create LoRA for SD3 MMDiT: 237 modules.",
                "enable LoRA for text encoder: 264 modules",
                "text_encoder [2] dtype: torch.bfloat16, device: cpu",
                "model saved.",
            ],
        )
        encoders = sum(part.per_rank for part in SD3M.encoders)
        self.assertEqual(self.numbers(), (SD3M.dit.per_rank + encoders) * 2 + SD3M.dit.modules + 264)

    def test_rehearses_lumina(self) -> None:
        files = ("--gemma2", "gemma2.safetensors", "--ae", "ae.safetensors")
        told = self.told(
            "lumina",
            "networks.lora_lumina",
            *files,
            *CACHED,
            "--sample_prompts",
            "prompts.txt",
            "--sample_at_first",
        )
        self.assertOrder(
            told,
            [
                "Building Lumina",
                "Building Gemma2",
                "move Gemma 2 back to cpu",
                "create LoRA for Lumina blocks: 180 modules.",
                "trunc: 0.25",
                "renorm: 1.0",
                "model saved.",
            ],
        )
        self.assertEqual(self.numbers(), LUMINA.dit.per_rank * 2 + LUMINA.dit.modules)

    def test_rehearses_anima(self) -> None:
        told = self.told(
            "anima",
            "networks.lora_anima",
            "--qwen3",
            "qwen3.safetensors",
            "--vae",
            "vae.safetensors",
            *CACHED,
        )
        self.assertOrder(
            told,
            [
                "Loading Qwen3 text encoder...",
                "move vae to cpu to save memory",
                "Loading Anima DiT model with attn_mode=torch, split_attn: False...",
                "create LoRA for Text Encoder 1: 196 modules.",
                "create LoRA for Anima DiT: 280 modules.",
                "enable LoRA for DiT: 280 modules",
                "model saved.",
            ],
        )
        self.assertEqual(self.numbers(), ANIMA.dit.per_rank * 2 + ANIMA.dit.modules)

    def test_rehearses_hunyuan_image(self) -> None:
        files = (
            "--text_encoder",
            "vlm.safetensors",
            "--byt5",
            "byt5.safetensors",
            "--vae",
            "vae.safetensors",
        )
        told = self.told(
            "hunyuan_image", "networks.lora_hunyuan_image", *files, *CACHED, "--blocks_to_swap", "20"
        )
        self.assertOrder(
            told,
            [
                "Initializing VAE with chunk_size=None",
                "Replace text encoders with dummy models to save memory",
                "enable block swap: blocks_to_swap=20",
                "create LoRA for HunyuanImage-2.1: 320 modules.",
                "model saved.",
            ],
        )
        self.assertEqual(self.numbers(), HUNYUAN.dit.per_rank * 2 + HUNYUAN.dit.modules)

    def test_refuses_what_a_script_refuses(self) -> None:
        flux = ("flux", "networks.lora_flux")
        for script, more, error in (
            (
                ("sdxl", "networks.lora"),
                ["--cache_text_encoder_outputs"],
                "^network for Text Encoder cannot be trained with caching",
            ),
            (
                ("sdxl", "networks.lora"),
                CACHED + ["--shuffle_caption"],
                "^when caching Text Encoder output, either",
            ),
            (("sdxl", "networks.lora"), ["--v2"], "^v2 cannot be enabled in SDXL training"),
            (("sdxl", "networks.lora"), ["--enable_bucket", "--bucket_reso_steps", "16"], "divisible by 32"),
            (flux, FLUX_FILES + ["--model_type", "chroma"], "^apply_t5_attn_mask must be True for Chroma"),
            (
                flux,
                FLUX_FILES + ["--blocks_to_swap", "2", "--cpu_offload_checkpointing"],
                "^blocks_to_swap is not supported",
            ),
            (flux, FLUX_FILES + ["--enable_bucket", "--bucket_reso_steps", "32"], "divisible by 64"),
        ):
            with self.subTest(more=more), self.assertRaisesRegex(AssertionError, error):
                self.told(*script, *more)
        with self.assertRaises(TypeError):
            self.told(*flux)
        with self.assertRaises(FileNotFoundError):
            self.told(
                *flux, "--clip_l", "gone.safetensors", "--t5xxl", "t5.safetensors", "--ae", "ae.safetensors"
            )

    def test_caches_to_disk_means_caches(self) -> None:
        self.told(
            "flux",
            "networks.lora_flux",
            *FLUX_FILES,
            "--cache_text_encoder_outputs_to_disk",
            "--network_train_unet_only",
        )
        self.assertIn(
            "cache_text_encoder_outputs_to_disk is enabled, so cache_text_encoder_outputs is also enabled /",
            self.log,
        )


if __name__ == "__main__":
    unittest.main()
