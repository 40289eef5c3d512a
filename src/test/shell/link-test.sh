#!/bin/sh
# Installing, installing again, and uninstalling: nothing of the user's is touched.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
for part in say link; do
  # shellcheck source=/dev/null
  . "$checkout/src/install/$part.sh"
done

dist=$sandbox/dist
program "$dist/bin/lorabake" 'echo version 1'
check_home

it 'links the program and says how to put it on PATH'
said=$(install_dist && tell_path)
expect_equal 'version 1' "$("$HOME/.local/bin/lorabake")"
expect_contains "$HOME/.local/bin is not on PATH" "$said"

it 'says nothing of PATH where the folder is on it'
case $(PATH=$PATH:$HOME/.local/bin tell_path) in
  *'not on PATH'*) bad 'it is on PATH' ;;
  *) good ;;
esac

it 'keeps the files of the install before, for a program that still runs on them'
for version in 2 3 4; do
  program "$dist/bin/lorabake" "echo version $version"
  install_dist >/dev/null
done
expect_equal 'version 4' "$("$HOME/.local/bin/lorabake")"
expect_equal 2 "$(ls "$data_home/installed" | wc -l | tr -d ' ')"
expect_contains 'version 3' "$(cat "$data_home"/installed/*/bin/lorabake)"

it 'uninstalls what it made'
echo mine >"$data_home/notes.txt"
uninstall >/dev/null
expect_no_file "$HOME/.local/bin/lorabake"
expect_no_file "$data_home/dist"
expect_no_file "$data_home/installed"
expect_equal mine "$(cat "$data_home/notes.txt")"

it 'replaces a link of its own whose target is gone'
ln -s "$sandbox/gone/lorabake/dist/bin/lorabake" "$HOME/.local/bin/lorabake"
(check_link)
expect_equal 0 $?

it 'refuses to replace a file that it did not make'
rm "$HOME/.local/bin/lorabake"
echo 'of somebody else' >"$HOME/.local/bin/lorabake"
said=$( (check_link) 2>&1)
expect_equal 2 $?
expect_contains 'was not made by this installer' "$said"
expect_contains 'help: move it away' "$said"

it 'leaves such a file when it uninstalls'
uninstall >/dev/null
expect_equal 'of somebody else' "$(cat "$HOME/.local/bin/lorabake")"

it 'refuses before it builds anything'
said=$("$checkout/install.sh" --yes </dev/null 2>&1)
expect_equal 2 $?
expect_contains 'was not made by this installer' "$said"

it 'says that a home cannot be written'
said=$(HOME=/dev/null/home "$checkout/install.sh" --yes </dev/null 2>&1)
expect_equal 2 $?
expect_contains 'error: cannot write to /dev/null/home/.local/share/lorabake' "$said"

it 'refuses words that do not fit together'
expect_contains '--demo and --test do not go together' "$("$checkout/install.sh" --demo --test 2>&1)"
expect_contains 'unknown option --dmeo' "$("$checkout/install.sh" --dmeo 2>&1)"
expect_contains '--python needs a value' "$("$checkout/install.sh" --python 2>&1)"

finish
