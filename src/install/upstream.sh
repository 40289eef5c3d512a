# shellcheck shell=sh
# The Python environment of upstream: the pinned sd-scripts and its locked requirements, or a
# checkout and a Python that are there already. What was chosen is written to upstream.toml.

# absolute FILE: prints FILE from the root on, links kept: a venv's python is a link, and following
# it would lose the environment.
absolute() {
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$(pwd -P)" "$1" ;;
  esac
}

# check_upstream_wishes: what the user named has to be there, before anything is built.
check_upstream_wishes() {
  if [ -n "$adopt_sd_scripts" ]; then
    [ -f "$adopt_sd_scripts/train_network.py" ] ||
      die "--sd-scripts $adopt_sd_scripts is no checkout of sd-scripts: no train_network.py in it" \
        'name the folder that holds train_network.py'
    adopt_sd_scripts=$(CDPATH='' cd "$adopt_sd_scripts" && pwd)
  fi
  if [ -n "$adopt_python" ]; then
    adopt_python=$(absolute "$adopt_python")
    [ -x "$adopt_python" ] || die "--python $adopt_python is not a program that can be run" \
      'name the python of your environment, for instance venv/bin/python'
    python_fits "$adopt_python" || die "--python $adopt_python is no Python 3.9 or newer, or does not start" \
      "try it: $adopt_python --version"
  fi
}

set_up_upstream() {
  if [ -n "$adopt_sd_scripts" ]; then
    upstream_home=$adopt_sd_scripts
    say "sd-scripts: your checkout at $upstream_home"
  else
    upstream_home=$data_home/sd-scripts
    fetch_sd_scripts
  fi
  if [ -n "$adopt_python" ]; then
    upstream_python=$adopt_python
    say "Python environment: yours, $upstream_python"
  else
    make_venv
    upstream_python=$data_home/venv/bin/python
  fi
  say 'Looking at what is there'
  "$upstream_python" "$checkout/python-env/probe.py" --checkout "$upstream_home" 2>/dev/null |
    "$python" "$checkout/src/install/tell_probe.py" ||
    detail 'not ready to train yet: mend what is missing or broken above, then run this again'
  remember_upstream
}

# pinned KEY: prints a value of python-env/upstream.json.
pinned() {
  "$python" -c 'import json, sys; print(json.load(open(sys.argv[1], encoding="utf-8"))[sys.argv[2]])' \
    "$checkout/python-env/upstream.json" "$1"
}

# fetch_sd_scripts: only the pinned commit; git checks what it gets against that name.
fetch_sd_scripts() {
  upstream_commit=$(pinned commit) || die 'python-env/upstream.json does not name the commit' \
    'the checkout of lorabake is damaged: git status'
  upstream_url=${LORABAKE_SD_SCRIPTS_URL:-$(pinned repository)}
  if [ "$(git -C "$upstream_home" rev-parse HEAD 2>/dev/null)" = "$upstream_commit" ]; then
    say "sd-scripts: $upstream_commit is at $upstream_home already"
    return
  fi
  if [ -n "$(git -C "$upstream_home" status --porcelain 2>/dev/null | head -n 1)" ]; then
    die "$upstream_home has changes of yours and is not at the pinned commit" \
      "keep it: --sd-scripts $upstream_home; or move it away, then run this again"
  fi
  say "sd-scripts: fetching $upstream_commit from $upstream_url"
  git init -q "$upstream_home" &&
    git -C "$upstream_home" fetch -q --depth 1 "$upstream_url" "$upstream_commit" &&
    git -C "$upstream_home" -c advice.detachedHead=false checkout -q "$upstream_commit" ||
    die "cannot fetch sd-scripts from $upstream_url (no route in this network, blocked, or no such commit)" \
      'use a checkout that you have: --sd-scripts DIR (and --python FILE for its environment),' \
      'or name a mirror: LORABAKE_SD_SCRIPTS_URL=https://…; then run this again'
}

# remember_upstream: the file that lorabake reads; the one before is kept beside it.
remember_upstream() {
  upstream_file=$config_home/upstream.toml
  mkdir -p "$config_home" && chmod 700 "$config_home" || die "cannot make $config_home" \
    'make it writable, or set XDG_CONFIG_HOME to a folder that is'
  upstream_new=$(mktemp "$config_home/upstream.toml.XXXXXX") || die "cannot write to $config_home" \
    'make it writable (or free disk space), then run this again'
  {
    printf '# Written by install.sh --with-upstream; lorabake reads it.\n'
    printf 'sd_scripts = "%s"\n' "$(toml_text "$upstream_home")"
    printf 'python = "%s"\n' "$(toml_text "$upstream_python")"
  } >"$upstream_new"
  if [ -f "$upstream_file" ] && cmp -s "$upstream_file" "$upstream_new"; then
    rm -f "$upstream_new"
    say "Remembered already in $upstream_file"
    return
  fi
  if [ -f "$upstream_file" ]; then
    upstream_backup=$upstream_file.$(date +%Y%m%dT%H%M%S)
    mv "$upstream_file" "$upstream_backup"
    detail "the one before is kept as $upstream_backup"
  fi
  chmod 600 "$upstream_new" && mv "$upstream_new" "$upstream_file"
  say "Remembered in $upstream_file"
}

# toml_text TEXT: as it stands inside a TOML basic string.
toml_text() {
  printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
}
