# shellcheck shell=sh
# A virtual environment with upstream's locked requirements and the torch build of this machine.

torch_site=https://download.pytorch.org/whl

make_venv() {
  venv=$data_home/venv
  need_torch_choice
  :
}
