#!/bin/sh
# Making upstream's Python environment; the packages are not really downloaded here.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
for part in say packages python link torch venv; do
  # shellcheck source=/dev/null
  . "$checkout/src/install/$part.sh"
done
check_home
real_python "$sandbox/python"
python=$sandbox/python
torch_wanted=cpu
ln -s "$(PATH=$machine_path command -v df)" "$sandbox/tools/df"

# A Python 3.11 that makes environments whose pip writes down what it was asked for.
program "$sandbox/tools/python3.11" 'case "$1 $2" in
  "- "*) exit 0 ;;
  "-c "*) exit 0 ;;
  "-m venv") mkdir -p "$3/bin" && cp "'"$sandbox"'/pip" "$3/bin/python" ;;
esac'
program "$sandbox/pip" 'echo "$*" >>"'"$sandbox"'/asked"
[ ! -e "'"$sandbox"'/offline" ]'
fits_upstream() { [ "$1" = "$sandbox/tools/python3.11" ]; }

it 'installs the lock of the chosen torch build into an environment of its own'
said=$(make_venv)
expect_contains "Making $data_home/venv with $sandbox/tools/python3.11" "$said"
expect_equal "-m pip install --disable-pip-version-check -r $checkout/python-env/locks/cpu.txt" \
  "$(cat "$sandbox/asked")"

it 'does nothing where that lock is installed'
expect_contains 'has these requirements already' "$(make_venv)"
expect_equal 1 "$(wc -l <"$sandbox/asked" | tr -d ' ')"

it 'installs another lock into the same environment'
torch_wanted=cu128
make_venv >/dev/null
expect_contains 'locks/cu128.txt' "$(cat "$sandbox/asked")"

it 'says what to do where the packages cannot be had, and goes on the next time'
torch_wanted=cu126
: >"$sandbox/offline"
said=$( (make_venv) 2>&1)
expect_equal 2 $?
expect_contains 'error: the Python packages could not be installed' "$said"
expect_contains '--python FILE' "$said"
rm "$sandbox/offline"
expect_contains 'locks/cu126.txt into' "$(make_venv)"

it 'says that the disk is too small before it downloads'
rm -r "$data_home/venv" "$sandbox/tools/df"
program "$sandbox/tools/df" 'echo Filesystem; echo "/dev/x 100 50 2097152 50% /"'
said=$( (make_venv) 2>&1)
expect_equal 2 $?
expect_contains 'has 2 GB of free space; the environment needs about 9 GB' "$said"
expect_no_file "$data_home/venv"
rm "$sandbox/tools/df"

it 'says which Pythons upstream runs on where none is found'
fits_upstream() { false; }
said=$( (make_venv) 2>&1)
expect_equal 2 $?
expect_contains 'sd-scripts runs on Python 3.10 to 3.12, and none of them was found' "$said"

finish
