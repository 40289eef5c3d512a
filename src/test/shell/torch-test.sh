#!/bin/sh
# GPUs and driver to the build of the torch wheels.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
# shellcheck source=src/install/say.sh
. "$checkout/src/install/say.sh"
# shellcheck source=src/install/torch.sh
. "$checkout/src/install/torch.sh"

# chosen GPU-LINE...: the build, or what is wrong.
chosen() {
  torch_build=
  printf '%s\n' "$@" >"$sandbox/gpus"
  [ -n "$*" ] || : >"$sandbox/gpus"
  if choose_torch <"$sandbox/gpus"; then echo "$torch_build"; else echo "$torch_problem"; fi
}

it 'takes the build that has code for the card'
expect_equal cpu "$(chosen)"
expect_equal cu126 "$(chosen '6.1, 580.95.05, NVIDIA GeForce GTX 1080 Ti')"
expect_equal cu126 "$(chosen '7.0, 535.183.01, Tesla V100-SXM2-16GB')"
expect_equal cu126 "$(chosen '8.6, 550.54.14, NVIDIA GeForce RTX 3060')"
expect_equal cu128 "$(chosen '8.9, 575.57.08, NVIDIA GeForce RTX 4090')"
expect_equal cu128 "$(chosen '12.0, 572.16, NVIDIA GeForce RTX 5090')"

it 'takes the newer card where one build cannot serve both, and says so'
printf '6.1, 580.1, GTX 1070\n12.0, 580.1, RTX 5070\n' >"$sandbox/gpus"
choose_torch <"$sandbox/gpus"
expect_equal cu128 "$torch_build"
expect_contains 'the older card is not usable with this build' "$torch_why"

it 'says that a driver is too old'
expect_contains 'too old for CUDA 12' "$(chosen '7.5, 470.256.02, NVIDIA GeForce RTX 2070')"
expect_contains 'needs 570 or newer' "$(chosen '12.0, 560.35.03, NVIDIA GeForce RTX 5090')"

it 'says that a card is too old'
expect_contains 'no torch build has code for so old a card' "$(chosen '3.5, 470.1, Tesla K40')"

it 'says that nvidia-smi answers something else'
expect_contains 'does not tell the compute capability' \
  "$(chosen 'Field "compute_cap" is not a valid field to query.')"

it 'stops where the driver does not work, and says what to do'
program "$sandbox/tools/nvidia-smi" 'echo "Failed to initialize NVML: Driver/library version mismatch"
exit 18'
said=$( (need_torch_choice) 2>&1)
expect_equal 2 $?
expect_contains 'Driver/library version mismatch' "$said"
expect_contains '--torch cpu' "$said"

it 'takes what the user asks for'
torch_wanted=cu130
expect_equal '==> Torch: the cu130 build (asked for by --torch)' "$(need_torch_choice)"

finish
