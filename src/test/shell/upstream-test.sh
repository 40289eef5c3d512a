#!/bin/sh
# Adopting a checkout and a Python, fetching the pinned commit, remembering both.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
for part in say packages python link torch venv upstream; do
  # shellcheck source=/dev/null
  . "$checkout/src/install/$part.sh"
done
check_home
adopt_sd_scripts=
adopt_python=
file=$HOME/.config/lorabake/upstream.toml

it 'refuses a folder that is no checkout of sd-scripts'
mkdir "$sandbox/other"
said=$( (adopt_sd_scripts=$sandbox/other && check_upstream_wishes) 2>&1)
expect_equal 2 $?
expect_contains 'is no checkout of sd-scripts: no train_network.py in it' "$said"

it 'refuses a Python that does not start'
program "$sandbox/broken/python" 'exit 1'
said=$( (adopt_python=$sandbox/broken/python && check_upstream_wishes) 2>&1)
expect_equal 2 $?
expect_contains 'is no Python 3.9 or newer, or does not start' "$said"
expect_contains 'is not a program' \
  "$( (adopt_python=$sandbox/none && check_upstream_wishes) 2>&1)"

it 'adopts a checkout and a Python, and shows what the probe says'
mkdir "$sandbox/sd scripts"
: >"$sandbox/sd scripts/train_network.py"
program "$sandbox/venv/bin/python" 'case $1 in -c) exit 0 ;; esac
echo "probed: $*"'
program "$sandbox/teller" cat
python=$sandbox/teller
cd "$sandbox" || exit 2
adopt_sd_scripts='sd scripts'
adopt_python=venv/bin/python
check_upstream_wishes
said=$(set_up_upstream)
expect_contains "probed: $checkout/python-env/probe.py --checkout $(pwd -P)/sd scripts" "$said"
expect_equal "# Written by install.sh --with-upstream; lorabake reads it.
sd_scripts = \"$(pwd -P)/sd scripts\"
python = \"$(pwd -P)/venv/bin/python\"" "$(cat "$file")"

it 'keeps the file to its owner'
expect_contains '-rw-------' "$(ls -l "$file")"

it 'changes nothing the second time'
expect_contains 'Remembered already' "$(set_up_upstream)"
expect_equal 1 "$(ls "$HOME/.config/lorabake" | wc -l | tr -d ' ')"

it 'keeps the file before when it writes another'
echo 'sd_scripts = "/of/somebody"' >"$file"
said=$(set_up_upstream)
expect_contains 'the one before is kept as' "$said"
expect_contains '/of/somebody' "$(cat "$file".2*)"

it 'escapes what TOML would take for its own'
expect_equal 'a \"b\" \\ c' "$(toml_text 'a "b" \ c')"

it 'fetches the pinned commit and no other'
git init -q "$sandbox/remote"
remote() {
  git -C "$sandbox/remote" -c user.name=t -c user.email=t@example.org "$@"
}
: >"$sandbox/remote/train_network.py"
remote add . && remote commit -q -m one
pinned_commit=$(remote rev-parse HEAD)
pinned() { if [ "$1" = commit ]; then echo "$pinned_commit"; else echo "$sandbox/remote"; fi; }
upstream_home=$data_home/sd-scripts
fetch_sd_scripts >/dev/null
expect_equal "$pinned_commit" "$(git -C "$upstream_home" rev-parse HEAD)"

it 'fetches nothing where that commit is there'
expect_contains 'is at' "$(LORABAKE_SD_SCRIPTS_URL=$sandbox/nowhere fetch_sd_scripts)"

it 'keeps a checkout with changes of the user'
echo mine >"$upstream_home/mine.py"
pinned_commit=0123456789012345678901234567890123456789
said=$( (fetch_sd_scripts) 2>&1)
expect_equal 2 $?
expect_contains 'has changes of yours' "$said"
expect_equal mine "$(cat "$upstream_home/mine.py")"

it 'says where it cannot fetch from and what to do instead'
rm "$upstream_home/mine.py"
said=$( (LORABAKE_SD_SCRIPTS_URL=$sandbox/nowhere fetch_sd_scripts) 2>&1)
expect_equal 2 $?
expect_contains "error: cannot fetch sd-scripts from $sandbox/nowhere" "$said"
expect_contains '--sd-scripts DIR' "$said"

finish
