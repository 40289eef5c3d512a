"""Makes a random-weight Stable Diffusion 1.5 and a minimal CLIP tokenizer, both from nothing.

Runs inside the environment of sd-scripts (torch, diffusers, transformers); nothing is downloaded.
The tiny model fits the U-Net that hook/sitecustomize.py shrinks; --full-size makes one of the
shapes of the real SD 1.5, to rehearse with real memory and real speed.

Usage: make_model.py FOLDER [--full-size] [--seed N]
Result: FOLDER/model (diffusers format) and FOLDER/tokenizers (for --tokenizer_cache_dir).
"""

import argparse
import json
import sys
import time
from pathlib import Path

TINY_CHANNELS = (32, 64, 128, 128)
FULL_CHANNELS = (320, 640, 1280, 1280)
TEXT_WIDTH = 768  # the cross attention of SD 1.5, which the U-Net's config carries
START = "<|startoftext|>"
END = "<|endoftext|>"


def byte_letters():
    """The printable letters that byte-level BPE writes for the 256 bytes, in byte order."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {byte: chr(byte) for byte in plain}
    spare = 256
    for byte in range(256):
        if byte not in letters:
            letters[byte] = chr(spare)
            spare += 1
    return [letters[byte] for byte in range(256)]


def write_tokenizer(folder):
    """A tokenizer that knows single bytes and no merges: every text has a token sequence."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = byte_letters()
    words = letters + [letter + "</w>" for letter in letters] + [START, END]
    vocabulary = {word: number for number, word in enumerate(words)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", "utf-8")
    (folder / "special_tokens_map.json").write_text(
        json.dumps({"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}), "utf-8"
    )
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "tokenizer_class": "CLIPTokenizer",
                "model_max_length": 77,
                "bos_token": START,
                "eos_token": END,
                "unk_token": END,
                "pad_token": END,
                "add_prefix_space": False,
                "errors": "replace",
            }
        ),
        "utf-8",
    )
    return vocabulary


def make_text_encoder(vocabulary, full_size):
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(vocabulary),
            hidden_size=TEXT_WIDTH,
            intermediate_size=3072 if full_size else 256,
            num_hidden_layers=12 if full_size else 2,
            num_attention_heads=12,
            max_position_embeddings=77,
            projection_dim=TEXT_WIDTH,
            bos_token_id=vocabulary[START],
            eos_token_id=vocabulary[END],
            pad_token_id=vocabulary[END],
        )
    )


def make_unet(full_size):
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=64,
        in_channels=4,
        out_channels=4,
        block_out_channels=FULL_CHANNELS if full_size else TINY_CHANNELS,
        layers_per_block=2,
        cross_attention_dim=TEXT_WIDTH,
        attention_head_dim=8,
    )


def make_vae(full_size):
    from diffusers import AutoencoderKL

    channels = (128, 256, 512, 512) if full_size else (32, 32, 32, 32)
    return AutoencoderKL(
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=channels,
        layers_per_block=2 if full_size else 1,
        latent_channels=4,
        sample_size=512,
    )


def make_scheduler():
    from diffusers import DDIMScheduler

    return DDIMScheduler(
        num_train_timesteps=1000,
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
    )


def make_model(folder, full_size, seed):
    import torch
    from diffusers import StableDiffusionPipeline
    from transformers import CLIPTokenizer

    torch.manual_seed(seed)
    tokenizer_folder = folder / "tokenizers" / "openai_clip-vit-large-patch14"
    vocabulary = write_tokenizer(tokenizer_folder)
    pipeline = StableDiffusionPipeline(
        vae=make_vae(full_size),
        text_encoder=make_text_encoder(vocabulary, full_size),
        tokenizer=CLIPTokenizer.from_pretrained(str(tokenizer_folder)),
        unet=make_unet(full_size),
        scheduler=make_scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(str(folder / "model"), safe_serialization=True)


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full-size", action="store_true", help="the shapes of the real SD 1.5")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    begun = time.monotonic()
    args.folder.mkdir(parents=True, exist_ok=True)
    make_model(args.folder, args.full_size, args.seed)
    print(json.dumps({"model": str(args.folder / "model"), "seconds": round(time.monotonic() - begun, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
