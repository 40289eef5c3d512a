#!/bin/sh
# GPUs and driver to the build of the torch wheels, by python-env/torch-wheels.json.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
# shellcheck source=src/install/say.sh
. "$checkout/src/install/say.sh"
# shellcheck source=src/install/torch.sh
. "$checkout/src/install/torch.sh"
python=$sandbox/python
real_python "$python"

# machine [GPU-LINE]...: what is chosen on a machine with these cards, or what is in the way.
machine() {
  printf '%s\n' "$@" >"$sandbox/gpus"
  program "$sandbox/tools/nvidia-smi" "cat '$sandbox/gpus'"
  (need_torch_choice) 2>&1
}

it 'takes the CPU build where there is no GPU'
expect_equal '==> Torch: the cpu build (no NVIDIA GPU was found)' "$(need_torch_choice | head -n 1)"

it 'takes the build that has code for the card'
expect_contains 'Torch: the cu126 build (NVIDIA GeForce GTX 1080 Ti (compute capability 6.1), driver 580.95.05)' \
  "$(machine '6.1, 580.95.05, NVIDIA GeForce GTX 1080 Ti')"
expect_contains 'Torch: the cu126 build' "$(machine '7.0, 535.183.01, Tesla V100-SXM2-16GB')"
expect_contains 'Torch: the cu126 build' "$(machine '8.6, 550.54.14, NVIDIA GeForce RTX 3060')"
expect_contains 'Torch: the cu128 build' "$(machine '8.9, 575.57.08, NVIDIA GeForce RTX 4090')"
expect_contains 'Torch: the cu128 build' "$(machine '12.0, 572.16, NVIDIA GeForce RTX 5090')"

it 'takes one build for several cards'
expect_contains 'Torch: the cu126 build' "$(machine '6.1, 580.1, GTX 1070' '8.6, 580.1, RTX 3060')"

it 'takes the newer card where one build cannot serve both, and says so'
said=$(machine '6.1, 580.1, GTX 1070' '12.0, 580.1, RTX 5070')
expect_contains 'Torch: the cu128 build' "$said"
expect_contains 'this build has no code for GTX 1070' "$said"

it 'says that a driver is too old, and what to do'
said=$(machine '7.5, 470.256.02, NVIDIA GeForce RTX 2070')
expect_equal 2 $?
expect_contains 'the driver is too old; NVIDIA GeForce RTX 2070 needs 525 or newer' "$said"
expect_contains 'help: update the NVIDIA driver' "$said"
expect_contains 'needs 570 or newer' "$(machine '12.0, 560.35.03, NVIDIA GeForce RTX 5090')"

it 'says that a card is too old'
expect_contains 'has code for Tesla K40' "$(machine '3.5, 470.1, Tesla K40')"

it 'says that nvidia-smi answers something else'
expect_contains 'does not tell the compute capability' \
  "$(machine 'Field "compute_cap" is not a valid field to query.')"

it 'stops where the driver does not work'
program "$sandbox/tools/nvidia-smi" 'echo "Failed to initialize NVML: Driver/library version mismatch"
exit 18'
said=$( (need_torch_choice) 2>&1)
expect_equal 2 $?
expect_contains 'Driver/library version mismatch' "$said"
expect_contains '--torch cpu' "$said"

it 'takes what the user asks for, and knows what there is'
torch_wanted=cu130
expect_equal '==> Torch: the cu130 build (asked for)' "$(need_torch_choice)"
torch_wanted=rocm6
said=$( (need_torch_choice) 2>&1)
expect_equal 2 $?
expect_contains 'there is no lock for the torch build rocm6; there is cpu, cu126' "$said"

finish
