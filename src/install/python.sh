# shellcheck shell=sh
# A Python 3.9 or newer: the rehearsal trainer and the environment's probe run on it.

python_fits() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 9))' >/dev/null 2>&1
}

# find_python: sets python; what the user named first.
find_python() {
  for python in "${LORABAKE_PYTHON:-}" python3 python python3.13 python3.12 python3.11 python3.10 \
    python3.9; do
    if [ -n "$python" ] && python=$(command -v "$python") && python_fits "$python"; then
      return 0
    fi
  done
  python=
  return 1
}

need_python() {
  if ! find_python; then
    say 'Python: none from 3.9 on yet'
    if ! package_first python3 python python@3.12 || ! find_python; then
      die 'no Python 3.9 or newer was found' \
        'install Python 3 so that python3 is on PATH (or set LORABAKE_PYTHON), then run this again'
    fi
  fi
  say "Python: $("$python" -c 'import platform; print(platform.python_version())') at $python"
}
