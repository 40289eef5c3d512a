# shellcheck shell=sh
# What the tests of the shell scripts share: a throw-away folder, few tools on PATH, expectations.
set -u

# shellcheck disable=SC2034 # read by who sources this
checkout=$(CDPATH='' cd "$(dirname "$0")/../../.." && pwd -P) || exit 2
sandbox=$(mktemp -d) || exit 2
trap 'rm -rf "$sandbox"' EXIT
passed=0
failed=0
machine_path=$PATH
machine_home=${HOME:-}

# A machine with nothing of its own: no Java, no package program, an empty home.
unset JAVA_HOME JAVA25_HOME LORABAKE_JAVA LORABAKE_JAVA_OPTS LORABAKE_PYTHON JAVA_TOOL_OPTIONS
unset XDG_DATA_HOME XDG_CONFIG_HOME LORABAKE_SD_SCRIPTS_URL JDK_JAVA_OPTIONS
HOME=$sandbox/home
export HOME
mkdir -p "$HOME" "$sandbox/tools"
for tool in sh env cat sed awk ls rm mv cp ln mkdir rmdir mktemp chmod chown date dirname basename \
  head tail tr cut grep cmp stat tar gzip id uname readlink sha256sum sha512sum shasum openssl git \
  wc sort; do
  found=$(command -v "$tool" 2>/dev/null) && [ -x "$found" ] && ln -s "$found" "$sandbox/tools/$tool"
done
# shellcheck disable=SC2123 # on purpose: the programs of the machine are out of sight
PATH=$sandbox/tools
export PATH

# program FILE TEXT: an executable shell script.
program() {
  mkdir -p "$(dirname "$1")"
  printf '#!/bin/sh\n%s\n' "$2" >"$1"
  chmod +x "$1"
}

# fake_jdk DIR VERSION [jre]: what the search looks at; its java prints what it was called with.
fake_jdk() {
  # shellcheck disable=SC2016 # the program expands it
  program "$1/bin/java" 'for word in "$@"; do printf "[%s]\n" "$word"; done'
  [ "${3:-jdk}" = jre ] || program "$1/bin/javac" :
  printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
}

# it SENTENCE: what the next expectations are about.
it() { about=$1; }

good() { passed=$((passed + 1)); }

bad() {
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$about"
  printf '  %s\n' "$@"
}

expect_equal() {
  if [ "$1" = "$2" ]; then good; else bad "expected: $1" "was:      $2"; fi
}

expect_contains() {
  case $2 in
    *"$1"*) good ;;
    *) bad "expected to contain: $1" "was: $2" ;;
  esac
}

expect_no_file() {
  if [ -e "$1" ] || [ -h "$1" ]; then bad "should not be there: $1"; else good; fi
}

finish() {
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# real_python FILE: a program that runs the machine's Python, out of the way of the tools on PATH.
real_python() {
  program "$1" "HOME='$machine_home' PATH='$machine_path' exec \"\${LORABAKE_PYTHON:-python3}\" -B \"\$@\""
}
