#!/bin/sh
# Bringing a JDK and a Maven: downloads, checksums, and what is said without a network.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
for part in say fetch packages jdk maven python; do
  # shellcheck source=/dev/null
  . "$checkout/src/install/$part.sh"
done
# shellcheck source=src/main/dist/lib/java.sh
. "$checkout/src/main/dist/lib/java.sh"
java_places() { printf '%s\n' "$HOME/lorabake/jdk"; }
data_home=$HOME/lorabake
assume_yes=yes

# Serves files of $sandbox/site by the last part of the address, as curl would: -o FILE URL.
site=$sandbox/site
mkdir -p "$site"
program "$sandbox/tools/curl" 'while [ $# -gt 1 ]; do [ "$1" = --output ] && to=$2; shift; done
name=${1##*/}; name=${name%%\?*}
[ -f "'"$site"'/$name" ] || exit 22
cp "'"$site"'/$name" "$to"'

# A JDK as Adoptium packs it: one folder with the version in its name.
pack_jdk() {
  fake_jdk "$sandbox/pack/jdk-25.0.3+9" 25.0.3
  (cd "$sandbox/pack" && tar -czf "$site/OpenJDK25.tar.gz" jdk-25.0.3+9)
  digest 256 "$site/OpenJDK25.tar.gz" >"$site/OpenJDK25.tar.gz.sha256.txt"
  cat >"$site/hotspot" <<'EOF'
[ { "binary": { "image_type": "jdk", "package": {
      "checksum_link": "https://example.org/OpenJDK25.tar.gz.sha256.txt",
      "link": "https://example.org/OpenJDK25.tar.gz",
      "name": "OpenJDK25.tar.gz" } } } ]
EOF
}
pack_jdk

it 'downloads a JDK whose checksum matches, where there is no package of it'
said=$(need_jdk 2>&1)
expect_contains 'SHA-256 matches the published one' "$said"
expect_contains "JDK 25.0.3 at $data_home/jdk" "$said"

it 'finds that JDK the next time and downloads nothing'
said=$(need_jdk 2>&1)
expect_equal "==> Java: JDK 25.0.3 at $data_home/jdk (from the usual folders)" "$said"

it 'throws away a download whose checksum differs'
rm -r "$data_home/jdk"
printf '%064d  OpenJDK25.tar.gz\n' 0 >"$site/OpenJDK25.tar.gz.sha256.txt"
said=$( (need_jdk) 2>&1)
expect_equal 2 $?
expect_contains 'error: SHA-256 of https://example.org/OpenJDK25.tar.gz is' "$said"
expect_no_file "$data_home/jdk"
expect_no_file "$data_home/download/temurin.tar.gz"

it 'takes an empty checksum for a wrong one'
: >"$site/OpenJDK25.tar.gz.sha256.txt"
expect_contains 'error: SHA-256 of' "$( (need_jdk) 2>&1)"

it 'says that a download is no archive, and leaves no half JDK behind'
echo 'no archive' >"$site/OpenJDK25.tar.gz"
digest 256 "$site/OpenJDK25.tar.gz" >"$site/OpenJDK25.tar.gz.sha256.txt"
expect_contains "error: cannot unpack" "$( (need_jdk) 2>&1)"
expect_no_file "$data_home/jdk"

it 'prefers a package of the distribution'
program "$sandbox/tools/apk" 'case $1 in
  search) [ "$3" = openjdk25 ] && echo openjdk25-25.0.3-r0 ;;
  add) mkdir -p "'"$data_home"'" && cp -R "'"$sandbox"'/pack/jdk-25.0.3+9" "'"$data_home"'/jdk" ;;
esac'
program "$sandbox/tools/id" 'echo 0'
said=$(need_jdk 2>&1)
expect_contains '==> Installing openjdk25 with apk' "$said"
expect_contains "JDK 25.0.3 at $data_home/jdk" "$said"
rm -r "$data_home/jdk" "$sandbox/tools/apk" "$sandbox/tools/id"

it 'says plainly that the network has no such host, and what to do'
program "$sandbox/tools/curl" 'exit 6'
said=$( (need_jdk) 2>&1)
expect_equal 2 $?
expect_contains 'error: cannot reach api.adoptium.net (no route in this network, or blocked' "$said"
expect_contains 'JAVA_HOME=/path/to/jdk-25, then run this again' "$said"

it 'says the same with wget'
rm "$sandbox/tools/curl"
program "$sandbox/tools/wget" 'exit 4'
expect_contains 'cannot reach api.adoptium.net' "$( (need_jdk) 2>&1)"

it 'says that there is nothing to download with'
rm "$sandbox/tools/wget"
expect_contains 'neither curl nor wget' "$( (need_jdk) 2>&1)"

it 'tells a wrong LORABAKE_JAVA instead of bringing another JDK'
said=$( (LORABAKE_JAVA=$sandbox/nothing && need_jdk) 2>&1)
expect_equal 2 $?
expect_contains 'error: LORABAKE_JAVA names no Java 25 or newer' "$said"

it 'compares versions by their numbers'
for pair in '3.8.6 3.8.6' '3.10.1 3.9.9' '4.0.0-rc-4 3.8.6'; do
  # shellcheck disable=SC2086 # two words
  if version_at_least $pair; then good; else bad "not at least: $pair"; fi
done
if version_at_least 3.8.5 3.8.6; then bad '3.8.5 is below 3.8.6'; else good; fi

it 'runs Maven on our JDK where its own Java is too old'
jdk_home=$sandbox/pack/jdk-25.0.3+9
program "$sandbox/tools/mvn" 'printf "Apache Maven 3.8.7\nJava version: %s, vendor\n" "${JAVA_HOME:+25.0.3}${JAVA_HOME:-11.0.2}"'
said=$(need_maven && printf '%s\n' "$maven_java")
expect_equal "==> Maven: 3.8.7 at $sandbox/tools/mvn
$jdk_home" "$said"

it 'says what to do without Maven and without a network'
program "$sandbox/tools/mvn" 'echo Apache Maven 3.6.3; echo Java version: 17.0.1'
program "$sandbox/tools/curl" 'exit 7'
said=$( (need_maven) 2>&1)
expect_equal 2 $?
expect_contains 'error: cannot reach archive.apache.org' "$said"
expect_contains 'help: install Maven 3.8.6 or newer' "$said"

it 'says what to do without Python'
said=$( (need_python) 2>&1)
expect_equal 2 $?
expect_contains 'error: no Python 3.9 or newer was found' "$said"

finish
