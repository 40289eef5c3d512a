# shellcheck shell=sh
# A virtual environment with upstream's locked requirements and the torch build of this machine.

# make_venv: sets venv; says so and does nothing where it holds these requirements already.
make_venv() {
  venv=$data_home/venv
  need_torch_choice
  venv_lock=$checkout/python-env/locks/$torch_build.txt
  venv_stamp=$(cat "$venv_lock" "$checkout/python-env/locks/common.txt") ||
    die "$venv_lock cannot be read" 'the checkout of lorabake is damaged: git status'
  if [ -x "$venv/bin/python" ] && [ "$venv_stamp" = "$(cat "$venv/lorabake-lock.txt" 2>/dev/null)" ]; then
    say "Python environment: $venv has these requirements already"
    return
  fi
  check_space
  agree "Download the Python packages of sd-scripts with torch ($torch_build) into $venv?" ||
    die 'no Python environment' 'adopt one that you have: --python FILE'
  if [ ! -x "$venv/bin/python" ]; then
    create_venv
  fi
  say "Installing $venv_lock into $venv (several minutes)"
  if have uv; then
    # the torch index holds some other packages too, in few versions
    uv pip install --python "$venv/bin/python" --index-strategy unsafe-best-match -r "$venv_lock"
  else
    "$venv/bin/python" -m pip install --disable-pip-version-check -r "$venv_lock"
  fi || die 'the Python packages could not be installed' \
    'the lines above say why. Where they speak of a host that cannot be reached: the Python package' \
    'index and download.pytorch.org (or a mirror in your pip configuration) are needed once; then run' \
    'this again, it goes on where it stopped. Or adopt an environment that you have: --python FILE'
  printf '%s\n' "$venv_stamp" >"$venv/lorabake-lock.txt"
}

# check_space: torch with CUDA unpacks to several gigabytes, and a full disk fails late.
check_space() {
  venv_needs=9
  [ "$torch_build" = cpu ] && venv_needs=3
  venv_free=$(df -Pk "$data_home" 2>/dev/null | awk 'NR == 2 { print int($4 / 1048576) }')
  if [ "${venv_free:-$venv_needs}" -lt "$venv_needs" ]; then
    die "$data_home has $venv_free GB of free space; the environment needs about $venv_needs GB" \
      'free some, or set XDG_DATA_HOME to a folder on a larger disk'
  fi
}

# fits_upstream FILE: a Python of the versions that upstream runs on.
fits_upstream() {
  "$1" - "$checkout/python-env/upstream.json" 2>/dev/null <<'EOF'
import json, sys
reach = json.load(open(sys.argv[1], encoding="utf-8"))["python"]
low, high = (tuple(map(int, reach[end].split("."))) for end in ("min", "max"))
sys.exit(not low <= sys.version_info[:2] <= high)
EOF
}

find_upstream_python() {
  for venv_python in "$python" python3.12 python3.11 python3.10; do
    if venv_python=$(command -v "$venv_python") && fits_upstream "$venv_python"; then
      return 0
    fi
  done
  return 1
}

create_venv() {
  if have uv; then
    venv_python=3.12
    find_upstream_python || venv_python=3.12
    say "Making $venv with uv (Python $venv_python)"
    uv venv --python "$venv_python" "$venv" || die "uv could not make $venv" \
      'see the lines above; or adopt an environment that you have: --python FILE'
    return
  fi
  if ! find_upstream_python; then
    package_first python3.12 python3.11 python@3.12 && find_upstream_python ||
      die 'sd-scripts runs on Python 3.10 to 3.12, and none of them was found' \
        'install one of them (or uv, which brings its own), then run this again'
  fi
  if ! "$venv_python" -c 'import ensurepip, venv' 2>/dev/null; then
    package_first "$(basename "$venv_python")-venv" python3-venv || true
  fi
  say "Making $venv with $venv_python"
  "$venv_python" -m venv "$venv" || die "could not make $venv" \
    "the lines above say why (Debian and Ubuntu: apt-get install python3-venv); then run this again"
}
