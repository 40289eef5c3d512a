# shellcheck shell=sh
# Which build of the torch wheels fits the GPUs and the driver of this machine.

# list_gpus: one line a GPU, "compute capability, driver, name"; nothing where there is none.
list_gpus() {
  have nvidia-smi || return 0
  nvidia-smi --query-gpu=compute_cap,driver_version,name --format=csv,noheader 2>&1
}

# need_torch_choice: sets torch_build: what --torch asks for, else what fits this machine.
need_torch_choice() {
  torch_gpus=
  if [ -z "${torch_wanted:-}" ]; then
    torch_gpus=$(list_gpus) || die "nvidia-smi is here but does not work: $torch_gpus" \
      'mend the NVIDIA driver (a restart after an update often does), or say what to install:' \
      '--torch cpu, --torch cu126, --torch cu128'
  fi
  torch_said=$(printf '%s\n' "$torch_gpus" | "$python" "$checkout/src/install/choose_torch.py" \
    "$checkout/python-env/torch-wheels.json" "${torch_wanted:-}" 2>&1) || die "$torch_said" \
    'update the NVIDIA driver, or say what to install: --torch cpu, --torch cu126, --torch cu128'
  torch_build=${torch_said%%
*}
  say "Torch: the $torch_build build (${torch_said#*
})"
  if [ "$torch_build" = cpu ] && [ -e /dev/kfd ] && [ -z "${torch_wanted:-}" ]; then
    detail 'An AMD GPU seems to be here; lorabake brings no ROCm build. Adopt an environment that has'
    detail 'one: --python FILE'
  fi
}
