#!/bin/bash
# a cat
MODEL="/models/sd_xl_base_1.0.safetensors"
export WANDB_MODE=offline
cd /opt/sd-scripts
accelerate launch --num_cpu_threads_per_process=2 --mixed_precision bf16 \
  sdxl_train_network.py \
  --pretrained_model_name_or_path="$MODEL" \
  --train_data_dir="/data/my images" --resolution=1024,1024 \
  --output_dir=/out --output_name="cat" --network_module=networks.lora \
  --network_dim=16 --network_alpha=8 --network_args "conv_dim=4" "conv_alpha=1" \
  --optimizer_type=AdamW8bit --learning_rate=1e-4 --max_train_epochs=10 \
  --cache_latents --sdpa --caption_extension=.txt --seed 42
