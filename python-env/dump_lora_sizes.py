"""Counts what a LoRA of each model family holds, from upstream's own networks and models.

    dump_lora_sizes.py CHECKOUT [-o FILE] [--check]

Runs inside upstream's own environment. The models have their real shapes but no weights (meta
device); the networks on them are real, so the counts are upstream's own. --check saves a real file
of every family with save_weights and compares its size with the formula.
"""

import argparse
import contextlib
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
RANK, CONV_RANK = 4, 3  # any two different numbers: they tell the layers apart
# An entry of the header without name, dtype, shape and offsets; and the three names' ends.
ENTRY = len('"":{"dtype":"","shape":[],"data_offsets":[,]},')
ENDINGS = len(".alpha") + len(".lora_down.weight") + len(".lora_up.weight")
METADATA = 3321  # of train_network.py with one dataset of ten images and no --no_metadata
FORMULA = [
    "A part is {modules, params_per_rank, name_bytes, shape_bytes}; take the parts that are trained,"
    " each at its rank. Every module has three tensors: alpha (one value), lora_down and lora_up.",
    "data = bytes_per_value * sum over parts of (params_per_rank * rank + modules); bytes_per_value"
    " is 2 for fp16 and bf16, 4 for float.",
    "header text = 1 + metadata + sum over parts of (name_bytes * 3 + shape_bytes + modules *"
    " (176 + 3 * dtype + 2 * digits(rank))) + offsets; dtype is 3 (F16, F32) or 4 (BF16).",
    "offsets = the digits of all data_offsets. With n modules in all, module i begins at"
    " b = data * i / n, its tensors meet at m = data * (i + 0.5) / n and it ends at"
    " e = data * (i + 1) / n (rounded down): 3 * digits(b) + 2 * digits(m) + digits(e).",
    "file = 8 + header text rounded up to a multiple of 8 + data. Exact but for the offsets, whose"
    " places are taken as evenly spread: measured against real files of all families at rank 4, that"
    " is 1.1 kB at most and under 0.004 %.",
    "metadata is the length of the header's __metadata__ entry with the comma after it:"
    " metadata_bytes as a short run wrote it, and more with every dataset and every distinct tag.",
]


def clip(hidden, inner, layers, heads, projection=False):
    import transformers

    config = transformers.CLIPTextConfig(
        vocab_size=49408,
        hidden_size=hidden,
        intermediate_size=inner,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        projection_dim=hidden,
    )
    model = transformers.CLIPTextModelWithProjection if projection else transformers.CLIPTextModel
    return model(config)


def clip_l(projection=False):
    return clip(768, 3072, 12, 12, projection)


def clip_g():
    return clip(1280, 5120, 32, 20, True)


def t5xxl():
    import transformers

    return transformers.T5EncoderModel(
        transformers.T5Config(
            vocab_size=32128,
            d_model=4096,
            d_kv=64,
            d_ff=10240,
            num_layers=24,
            num_heads=64,
            feed_forward_proj="gated-gelu",
            is_encoder_decoder=False,
            use_cache=False,
        )
    )


def gemma2():
    import transformers

    return transformers.Gemma2Model(
        transformers.Gemma2Config(
            vocab_size=256000,
            hidden_size=2304,
            intermediate_size=9216,
            num_hidden_layers=26,
            num_attention_heads=8,
            num_key_value_heads=4,
            head_dim=256,
        )
    )


def qwen3(checkout):
    import transformers

    folder = str(checkout / "configs" / "qwen3_06b")
    config = transformers.Qwen3Config.from_pretrained(folder, local_files_only=True)
    return transformers.Qwen3ForCausalLM(config).model


def stable_diffusion(v2):
    import library.model_util as model_util
    from library.original_unet import UNet2DConditionModel

    # Training takes convolutions for the projections of a v2 file, not linear layers.
    return UNet2DConditionModel(**model_util.create_unet_diffusers_config(v2, False))


def sdxl():
    from library.sdxl_original_unet import SdxlUNet2DConditionModel

    return SdxlUNet2DConditionModel()


def sd3(depth, patches, self_attention, qk_norm):
    from library import sd3_models

    return sd3_models.create_sd3_mmdit(
        sd3_models.SD3Params(
            patch_size=2,
            depth=depth,
            num_patches=patches * patches,
            pos_embed_max_size=patches,
            adm_in_channels=2048,
            qk_norm=qk_norm,
            x_block_self_attn_layers=list(range(self_attention)),
            context_embedder_in_features=4096,
            context_embedder_out_features=depth * 64,
            model_type="",
        )
    )


def flux():
    from library import flux_models

    return flux_models.Flux(flux_models.configs["dev"].params)


def chroma():
    from library import chroma_models

    return chroma_models.Chroma(chroma_models.chroma_params)


def lumina():
    from library import lumina_models

    return lumina_models.NextDiT_2B_GQA_patch2_Adaln_Refiner()


def anima():
    from library import anima_models

    return anima_models.Anima(
        max_img_h=512,
        max_img_w=512,
        max_frames=128,
        in_channels=16,
        out_channels=16,
        patch_spatial=2,
        patch_temporal=1,
        model_channels=2048,
        concat_padding_mask=True,
        crossattn_emb_channels=1024,
        pos_emb_cls="rope3d",
        use_adaln_lora=True,
        adaln_lora_dim=256,
        num_blocks=28,
        num_heads=16,
        use_llm_adapter=True,
        attn_mode="torch",
    )


def hunyuan_image():
    from library import hunyuan_image_models

    return hunyuan_image_models.HYImageDiffusionTransformer(attn_mode="torch", split_attn=False)


def nothing():
    import torch

    return torch.nn.Module()


def families(checkout):
    """Family to: network module, image model, text encoders, extra parts by network argument."""
    clips = [lambda: clip_l(True), clip_g, t5xxl]
    with_t5 = {"t5xxl": {"train_t5xxl": "True"}}
    return {
        "sd15": ("lora", lambda: stable_diffusion(False), [clip_l], {}),
        "sd2": ("lora", lambda: stable_diffusion(True), [lambda: clip(1024, 4096, 23, 16)], {}),
        "sdxl": ("lora", sdxl, [clip_l, clip_g], {}),
        "sd3": ("lora_sd3", lambda: sd3(24, 192, 0, None), clips, with_t5),
        "sd35-medium": ("lora_sd3", lambda: sd3(24, 384, 13, "rms"), clips, with_t5),
        "sd35-large": ("lora_sd3", lambda: sd3(38, 192, 0, "rms"), clips, with_t5),
        "flux": ("lora_flux", flux, [clip_l, t5xxl], with_t5),
        "chroma": ("lora_flux", chroma, [nothing, t5xxl], with_t5),
        "lumina": ("lora_lumina", lumina, [gemma2], {}),
        "anima": (
            "lora_anima",
            anima,
            [lambda: qwen3(checkout)],
            {"llm_adapter": {"train_llm_adapter": "true"}},
        ),
        "hunyuan-image": ("lora_hunyuan_image", hunyuan_image, [nothing, nothing], {}),
    }


def network(module, encoders, image_model, arguments):
    return module.create_network(1.0, RANK, 1.0, None, encoders, image_model, **arguments)


def shape_bytes(lora):
    shapes = [list(lora.lora_down.weight.shape), list(lora.lora_up.weight.shape)]
    shapes[0].pop(0)
    shapes[1].pop(1)
    return sum(len(",".join(map(str, shape))) + 1 for shape in shapes)


def part(loras):
    """What the formula needs of these modules; None if there are none."""
    if not loras:
        return None
    per_rank = sum(
        (one.lora_down.weight.numel() + one.lora_up.weight.numel()) // one.lora_dim for one in loras
    )
    return {
        "modules": len(loras),
        "params_per_rank": per_rank,
        "name_bytes": sum(len(one.lora_name) for one in loras),
        "shape_bytes": sum(shape_bytes(one) for one in loras),
    }


def all_loras(made):
    return made.text_encoder_loras + made.unet_loras


def beyond(more, base):
    """The modules of one network that the other has not."""
    known = {one.lora_name for one in all_loras(base)}
    return [one for one in all_loras(more) if one.lora_name not in known]


def count(module_name, make_model, make_encoders, extras):
    import torch

    module = importlib.import_module("networks." + module_name)
    with torch.device("meta"):
        image_model = make_model()
        encoders = [make() for make in make_encoders]
    plain = network(module, encoders, image_model, {})
    counted = {
        "network_module": "networks." + module_name,
        "unet": part(plain.unet_loras),
        "text_encoder": part(plain.text_encoder_loras),
        "conv3x3": None,
    }
    if module_name == "lora":
        targets = list(module.LoRANetwork.UNET_TARGET_REPLACE_MODULE)
        added = beyond(network(module, encoders, image_model, {"conv_dim": str(CONV_RANK)}), plain)
        # Upstream extends this list in place, for every network that is made afterwards.
        module.LoRANetwork.UNET_TARGET_REPLACE_MODULE = targets
        counted["conv3x3"] = {
            "at_network_dim": part([one for one in added if one.lora_dim == RANK]),
            "at_conv_dim": part([one for one in added if one.lora_dim == CONV_RANK]),
        }
    for name, arguments in extras.items():
        found = part(beyond(network(module, encoders, image_model, arguments), plain))
        if found:
            counted[name] = found
    return counted, plain, encoders, image_model


def digits(number):
    return len(str(int(number)))


def predict(parts, width, dtype, metadata):
    """The formula; parts are pairs of a part and its rank."""
    data = width * sum(one["params_per_rank"] * rank + one["modules"] for one, rank in parts)
    n = sum(one["modules"] for one, _ in parts)
    header = 1 + metadata
    for one, rank in parts:
        each = 3 * ENTRY + ENDINGS + 3 * dtype + 2 * digits(rank)
        header += 3 * one["name_bytes"] + one["shape_bytes"] + one["modules"] * each
    for i in range(n):
        begin, middle, end = data * i // n, data * (2 * i + 1) // (2 * n), data * (i + 1) // n
        header += 3 * digits(begin) + 2 * digits(middle) + digits(end)
    return 8 + (header + 7) // 8 * 8 + data


def check(counted, made, with_text):
    """Saves the network as upstream does; (real size, size by the formula)."""
    import torch

    parts = [counted["unet"]] + [counted["text_encoder"]] * bool(with_text)
    made.apply_to([], None, with_text, True)
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "lora.safetensors")
        made.save_weights(file, torch.float16, {})
        real = os.path.getsize(file)
        with open(file, "rb") as opened:
            size = int.from_bytes(opened.read(8), "little")
            metadata = json.loads(opened.read(size))["__metadata__"]
    entry = len('"__metadata__":,') + len(json.dumps(metadata, separators=(",", ":")))
    return real, predict([(one, RANK) for one in parts], 2, 3, entry)


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(words)
    checkout = args.checkout.resolve()
    output = args.output.resolve() if args.output else None
    os.chdir(checkout)
    sys.path.insert(0, str(checkout))
    pinned = json.loads((HERE / "upstream.json").read_text("utf-8"))
    counts = {}
    with contextlib.redirect_stdout(sys.stderr):
        for family, (module_name, make_model, make_encoders, extras) in families(checkout).items():
            counts[family], made, _, _ = count(module_name, make_model, make_encoders, extras)
            if args.check:
                text = counts[family]["text_encoder"] is not None
                real, said = check(counts[family], made, text)
                off = 100 * (said - real) / real
                print("%s: %d real, %d by formula, %+.4f %%" % (family, real, said, off))
    upstream = {key: pinned[key] for key in ("project", "version", "commit")}
    sizes = {"upstream": upstream, "formula": FORMULA, "metadata_bytes": METADATA}
    text = json.dumps({**sizes, "families": counts}, indent=1)
    if output:
        output.write_text(text + "\n", "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
