package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** What is said in network_args, and networks that lack something. */
final class NetworkArgCases {
  private NetworkArgCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("args-beside-dim-from-weights")
            .bad(
                "!network_dim\n!network_alpha\nnetwork_weights = \"old.safetensors\"\ndim_from_weights = true\nnetwork_args = [\"rank_dropout=0.1\"]")
            .bad(SampleModels::withOldLora)
            .good(
                "!network_dim\n!network_alpha\nnetwork_weights = \"old.safetensors\"\ndim_from_weights = true")
            .good(SampleModels::withOldLora)
            .says("rank_dropout has no effect"),
        rule("base-weights-unsupported")
            .bad("network = \"dylora\"\nbase_weights = [\"old.safetensors\"]")
            .bad(SampleModels::withOldLora)
            .good("base_weights = [\"old.safetensors\"]")
            .good(SampleModels::withOldLora)
            .says("cannot be merged by networks.dylora"),
        rule("boft-rank-too-small")
            .bad("network = \"lycoris-boft\"\nnetwork_dim = 8\nnetwork_alpha = 4")
            .good("network = \"lycoris-boft\"\nnetwork_dim = 16\nnetwork_alpha = 8")
            .alongside("unusual-rank")
            .says("network_dim 8 is too small for BOFT", "network_dim = 10"),
        rule("boft-rank-too-small")
            .bad("network = \"lycoris-boft\"\nnetwork_args = [\"conv_dim=8\"]")
            .good("network = \"lycoris-boft\"\nnetwork_args = [\"conv_dim=0\"]")
            .says("conv_dim 8 is too small"),
        rule("bypass-mode-unsupported")
            .bad("network = \"lycoris-full\"\nnetwork_args = [\"bypass_mode=True\"]")
            .good("network = \"lycoris-full\"\nnetwork_args = [\"bypass_mode=False\"]")
            .alongside("unusual-learning-rate")
            .says("fails with algo=full"),
        rule("bypass-mode-unsupported")
            .bad("network = \"dora\"\nnetwork_args = [\"bypass_mode=True\"]")
            .good("network = \"dora\"")
            .as(Severity.WARNING)
            .says("the network is no DoRA"),
        rule("weight-norms-unsupported")
            .bad("network = \"lycoris-glora\"\nscale_weight_norms = 1.0")
            .good("network = \"loha\"\nscale_weight_norms = 1.0")
            .says("algo=glora cannot limit its weights"),
        rule("dropout-unsupported")
            .bad("network = \"dylora\"\nnetwork_dropout = 0.1")
            .good("network_dropout = 0.1")
            .says("networks.dylora has no dropout"),
        rule("dylora-on-two-text-encoders")
            .bad("network = \"dylora\"\n!network_train_unet_only\n!cache_text_encoder_outputs\n")
            .good("network = \"dylora\"")
            .says("cannot train the two text encoders"),
        rule("dylora-ranks")
            .bad("network = \"dylora\"\nnetwork_args = [\"unit=0\"]")
            .good("network = \"dylora\"")
            .says("unit 0 is below 1"),
        rule("dylora-ranks")
            .bad("network = \"lycoris-dylora\"\nnetwork_args = [\"conv_dim=6\"]")
            .good("network = \"lycoris-dylora\"\nnetwork_args = [\"conv_dim=8\"]")
            .says("no multiple of block_size 4"),
        rule("ggpo-on-several-gpus")
            .bad(
                "family = \"flux\"\nnetwork_args = [\"ggpo_sigma=0.03\", \"ggpo_beta=0.01\"]\n[launch]\nnum_processes = 2")
            .bad(on -> on.machine(machine -> machine.gpus(2)))
            .good("family = \"flux\"\nnetwork_args = [\"ggpo_sigma=0.03\", \"ggpo_beta=0.01\"]")
            .alongside("warmup-divided-by-processes")
            .says("no effect with 2 processes"),
        rule("indivisible-oft-blocks")
            .bad("network = \"oft\"\nnetwork_dim = 12\nnetwork_alpha = 0.001")
            .good("network = \"oft\"\nnetwork_dim = 16\nnetwork_alpha = 0.001")
            .says("12 does not divide 640", "network_dim = 10"),
        rule("loraplus-ratio-not-positive")
            .bad("network_args = [\"loraplus_lr_ratio=0\"]")
            .good("network_args = [\"loraplus_lr_ratio=16\"]")
            .says("nothing is learnt"),
        rule("loraplus-ratio-not-positive")
            .bad("network_args = [\"loraplus_lr_ratio=-4\"]")
            .good("network_args = [\"loraplus_lr_ratio=4\"]")
            .says("learns backwards"),
        rule("loraplus-ratio-not-positive")
            .bad("network_args = [\"loraplus_lr_ratio=16\", \"loraplus_unet_lr_ratio=0\"]")
            .good("network_args = [\"loraplus_lr_ratio=0\", \"loraplus_unet_lr_ratio=16\"]")
            .as(Severity.WARNING)
            .says("as if it were not there"),
        rule("lycoris-finds-nothing")
            .bad("family = \"anima\"\n!network\nnetwork_module = \"lycoris.kohya\"\n")
            .good("family = \"flux\"\n!network\nnetwork_module = \"lycoris.kohya\"\n")
            .says("no layer of Anima"),
        rule("network-arg-not-false")
            .bad("network = \"lokr\"\nnetwork_args = [\"decompose_both=False\"]")
            .good("network = \"lokr\"\nnetwork_args = [\"full_matrix=False\"]")
            .says("decompose_both=False, which counts as true"),
        rule("network-arg-not-false")
            .bad("network = \"oft\"\nnetwork_alpha = 0.001\nnetwork_args = [\"enable_conv=False\"]")
            .good("network = \"oft\"\nnetwork_alpha = 0.001\nnetwork_args = [\"enable_conv=True\"]")
            .says("enable_conv=False, which counts as true"),
        rule("network-arg-not-true")
            .bad("family = \"anima\"\nnetwork_args = [\"train_llm_adapter=1\"]")
            .good("family = \"anima\"\nnetwork_args = [\"train_llm_adapter=true\"]")
            .says("train_llm_adapter=1, which counts as False"),
        rule("network-arg-without-partner")
            .bad("network_args = [\"block_alphas=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]")
            .good(
                "network_args = [\"block_dims=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\", \"block_alphas=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]")
            .says("only together with block_dims"),
        rule("network-arg-without-partner")
            .bad("family = \"lumina\"\nnetwork_args = [\"mlp_dim=8\"]")
            .good("family = \"lumina\"\nnetwork_args = [\"mlp_dim=8\", \"embedder_dims=4,4,4\"]")
            .says("only together with embedder_dims"),
        rule("reserved-network-arg")
            .bad("family = \"flux\"\nnetwork_args = [\"text_encoders=x\"]")
            .good("family = \"flux\"\nnetwork_args = [\"verbose=True\"]")
            .says("text_encoders=x, which sd-scripts sets itself"),
        rule("several-text-encoder-rates")
            .bad("family = \"flux\"\n!network_train_unet_only\ntext_encoder_lr = [5e-5, 2e-5]")
            .good("family = \"flux\"\n!network_train_unet_only\ntext_encoder_lr = [5e-5, 0.0]")
            .says("only 1 text encoder is trained", "train_t5xxl=True"),
        rule("split-qkv-fails")
            .bad("family = \"sd3\"\nnetwork_args = [\"split_qkv=True\", \"rank_dropout=0.1\"]")
            .good("family = \"sd3\"\nnetwork_args = [\"split_qkv=True\"]")
            .says("does not go with rank_dropout"),
        rule("split-qkv-fails")
            .bad("family = \"lumina\"\nnetwork_args = [\"split_qkv=True\"]")
            .good("family = \"lumina\"\nnetwork_args = [\"verbose=True\"]")
            .says("until the first save"),
        rule("split-qkv-fails")
            .bad("family = \"sd3\"\nscale_weight_norms = 1.0\nnetwork_args = [\"split_qkv=True\"]")
            .good("family = \"sd3\"\nscale_weight_norms = 1.0")
            .as(Severity.WARNING)
            .says("does not reach the layers"),
        rule("total-dropout")
            .bad("network_args = [\"rank_dropout=1\"]")
            .good("network_args = [\"rank_dropout=0.1\"]")
            .says("divides by zero"),
        rule("total-dropout")
            .bad("network_dropout = 1.0")
            .good("network_dropout = 0.1")
            .says("everything is dropped"),
        rule("unknown-algorithm")
            .bad("network = \"ia3\"\nlearning_rate = 5e-3")
            .good("network = \"ia3\"\nlearning_rate = 5e-3")
            .good(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .says("release 3 of LyCORIS has no algorithm ia3"),
        rule("unknown-algorithm")
            .bad("network = \"lycoris-full\"\nlearning_rate = 1e-5")
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "3.2.0.post2")))
            .good("network = \"lycoris-full\"\nlearning_rate = 1e-5")
            .says("algo=full of the installed LyCORIS 3.2.0.post2 fails"),
        rule("unknown-network-arg")
            .bad("family = \"flux\"\nnetwork_args = [\"conv_dim=8\"]")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("LoRA of FLUX.1 does not read network_args conv_dim"),
        rule("unknown-network-arg")
            .bad("network = \"loha\"\nnetwork_args = [\"factor=8\"]")
            .good("network = \"lokr\"\nnetwork_args = [\"factor=8\"]")
            .says("does not read network_args factor"),
        rule("unknown-network-module")
            .bad("!network\nnetwork_module = \"lora\"")
            .good("!network\nnetwork_module = \"networks.lora\"")
            .says("did you mean networks.lora?"),
        rule("unknown-network-module")
            .bad("!network\nnetwork_module = \"lycoris\"")
            .good("!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\"]")
            .says("no network module lycoris"),
        rule("unknown-preset")
            .bad(
                "!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\", \"preset=attn_mlp\"]")
            .good(
                "!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\", \"preset=attn-mlp\"]")
            .says("did you mean preset=attn-mlp?"),
        rule("untrained-text-encoder")
            .bad(
                "network = \"oft\"\nnetwork_alpha = 0.001\n!network_train_unet_only\n!cache_text_encoder_outputs\n")
            .good("network = \"oft\"\nnetwork_alpha = 0.001")
            .says("OFT trains no text encoder"),
        rule("unusable-network-pattern")
            .bad("family = \"flux\"\nnetwork_args = [\"network_reg_dims=(single=8\"]")
            .good("family = \"flux\"\nnetwork_args = [\"network_reg_dims=single=8\"]")
            .says("no regular expression"),
        rule("unusable-network-pattern")
            .bad("family = \"anima\"\nnetwork_args = [\"exclude_patterns=.*mlp.*\"]")
            .good("family = \"anima\"\nnetwork_args = [\"exclude_patterns=['.*mlp.*']\"]")
            .says("wants it in quotes"),
        rule("unusable-network-pattern")
            .bad("family = \"flux\"\nnetwork_args = [\"network_reg_lrs=single\"]")
            .good("family = \"flux\"\nnetwork_args = [\"network_reg_lrs=single=1e-4\"]")
            .as(Severity.WARNING)
            .says("passes over"),
        rule("wrong-block-indices")
            .bad("family = \"flux\"\nnetwork_args = [\"train_double_block_indices=0-19\"]")
            .good("family = \"flux\"\nnetwork_args = [\"train_double_block_indices=0-18\"]")
            .says("blocks go from 0 to 18"),
        rule("wrong-block-indices")
            .bad("family = \"sd3\"\nnetwork_args = [\"train_block_indices=20,40\"]")
            .good("family = \"sd3\"\nnetwork_args = [\"train_block_indices=all\"]")
            .as(Severity.WARNING)
            .says("blocks go from 0 to 37"),
        rule("wrong-block-indices")
            .bad(
                "family = \"flux\"\nnetwork_args = [\"train_double_block_indices=none\", \"train_single_block_indices=none\"]")
            .good("family = \"flux\"\nnetwork_args = [\"train_double_block_indices=none\"]")
            .says("no block at all"),
        rule("wrong-block-list")
            .bad("network_args = [\"block_dims=8,8\"]")
            .good("network_args = [\"block_dims=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]")
            .says("2 values, and networks.lora wants 23"),
        rule("wrong-block-list")
            .bad("family = \"flux\"\nnetwork_args = [\"in_dims=[4,4,4,4]\"]")
            .good("family = \"flux\"\nnetwork_args = [\"in_dims=[4,4,4,4,4]\"]")
            .says("4 values, and networks.lora_flux wants 5"),
        rule("wrong-block-list")
            .bad("network_args = [\"block_dims=0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\"]")
            .good("network_args = [\"block_dims=0,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]")
            .says("0 for every block"),
        rule("wrong-block-weights")
            .bad("network_args = [\"down_lr_weight=0.5\"]")
            .good("network_args = [\"down_lr_weight=cosine\"]")
            .says("neither a list nor the name of a curve"),
        rule("wrong-block-weights")
            .bad("network_args = [\"down_lr_weight=1,1,1,1,1,1,1,1,1,1,1,1\"]")
            .good("network_args = [\"down_lr_weight=1,1,1,1,1,1,1,1,1\"]")
            .says("fails where it cuts them"),
        rule("wrong-block-weights")
            .bad("network_args = [\"mid_lr_weight=1\"]")
            .good("network_args = [\"mid_lr_weight=1,1,1\"]")
            .as(Severity.WARNING)
            .says("1 of 3 values: the others are 1"),
        rule("wrong-block-weights")
            .bad(
                "network_args = [\"down_lr_weight=zeros\", \"mid_lr_weight=0,0,0\", \"up_lr_weight=zeros\"]")
            .good("network_args = [\"down_lr_weight=zeros\"]")
            .says("nothing is left to train"),
        rule("wrong-block-weights")
            .bad("network = \"lora-fa\"\nnetwork_args = [\"down_lr_weight=cosine\"]")
            .good(
                "family = \"sd15\"\nnetwork = \"lora-fa\"\nnetwork_args = [\"down_lr_weight=cosine\"]")
            .as(Severity.WARNING)
            .says("does not know the blocks of SDXL"),
        rule("zero-alpha")
            .bad("network = \"oft\"\nnetwork_alpha = 0")
            .good("network = \"oft\"\nnetwork_alpha = 0.001")
            .says("no rotation at all"));
  }
}
