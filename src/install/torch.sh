# shellcheck shell=sh
# Which build of the torch wheels fits the GPUs and the driver of this machine.
#
# Facts: cu126 is the last build with code for compute capability below 7.5 (Pascal, Volta); from
# 10.0 on (RTX 50 and later) it takes cu128 and driver 570. CUDA 12 wheels run on any driver from
# 525.60 on (NVIDIA's minor-version compatibility); older cards than 5.0 are in no build.

# list_gpus: one line a GPU, "compute capability, driver, name"; nothing where there is none.
list_gpus() {
  have nvidia-smi || return 0
  nvidia-smi --query-gpu=compute_cap,driver_version,name --format=csv,noheader
}

# choose_torch: reads lines of list_gpus; sets torch_build and torch_why, or torch_problem and 1.
choose_torch() {
  torch_least=999
  torch_most=0
  torch_driver=0
  torch_cards=
  torch_why=
  torch_problem=
  while IFS=, read -r torch_cc torch_drv torch_name; do
    torch_name=${torch_name# }
    torch_drv=${torch_drv# }
    case $torch_cc in
      [0-9]*.[0-9]*) ;;
      *)
        torch_problem="nvidia-smi does not tell the compute capability: $torch_cc,$torch_drv,$torch_name"
        return 1
        ;;
    esac
    # 8.6 becomes 86, 12.0 becomes 120
    torch_number=${torch_cc%%.*}${torch_cc#*.}
    torch_cards="$torch_cards${torch_cards:+; }$torch_name (compute capability $torch_cc)"
    torch_driver=${torch_drv%%.*}
    [ "$torch_number" -lt "$torch_least" ] && torch_least=$torch_number
    [ "$torch_number" -gt "$torch_most" ] && torch_most=$torch_number
  done
  if [ -z "$torch_cards" ]; then
    torch_build=cpu
    torch_why='no NVIDIA GPU was found'
    return 0
  fi
  torch_why="$torch_cards, driver $torch_drv"
  if [ "$torch_most" -lt 50 ]; then
    torch_problem="$torch_why: no torch build has code for so old a card"
  elif [ "$torch_driver" -lt 525 ]; then
    torch_problem="$torch_why: the driver is too old for CUDA 12, which needs 525.60 or newer"
  elif [ "$torch_most" -ge 100 ] && [ "$torch_driver" -lt 570 ]; then
    torch_problem="$torch_why: the driver is too old for this card, which needs 570 or newer"
  elif [ "$torch_most" -ge 100 ]; then
    torch_build=cu128
    [ "$torch_least" -ge 75 ] ||
      torch_why="$torch_why; the older card is not usable with this build (--torch cu126 is for it)"
  elif [ "$torch_least" -ge 75 ] && [ "$torch_driver" -ge 570 ]; then
    torch_build=cu128
  else
    torch_build=cu126
  fi
  [ -z "$torch_problem" ]
}

# need_torch_choice: the user's --torch, else by what the machine has.
need_torch_choice() {
  if [ -n "${torch_wanted:-}" ]; then
    torch_build=$torch_wanted
    torch_why='asked for by --torch'
  else
    torch_gpus=$(list_gpus) || die "nvidia-smi is here but does not work: $torch_gpus" \
      'mend the NVIDIA driver (a restart after an update often does), or say what to install:' \
      '--torch cpu, --torch cu126, --torch cu128'
    if ! choose_torch <<EOF
$torch_gpus
EOF
    then
      die "$torch_problem" 'update the NVIDIA driver, or say what to install: --torch cpu (or cu126, cu128)'
    fi
  fi
  say "Torch: the $torch_build build ($torch_why)"
}
