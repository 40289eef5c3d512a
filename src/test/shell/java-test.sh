#!/bin/sh
# Which Java is taken, and what is said where there is none.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"
# shellcheck source=src/main/dist/lib/java.sh
. "$checkout/src/main/dist/lib/java.sh"

fake_jdk "$sandbox/jdk-17" 17.0.15
fake_jdk "$sandbox/jdk-25" 25.0.3
fake_jdk "$sandbox/jdk-26" 26
fake_jdk "$sandbox/jre-25" 25.0.1 jre
fake_jdk "$sandbox/jdk-8" 1.8.0_402
# The usual folders of this test instead of the machine's.
java_places() { printf '%s\n' "$places"; }
places=

# found VARIABLE=VALUE...: the Java that is taken in that environment.
found() {
  (
    for setting in "$@"; do export "${setting?}"; done
    if find_java; then printf '%s (%s)' "$java_home" "$java_from"; else printf 'none'; fi
  )
}

it 'takes LORABAKE_JAVA before JAVA_HOME'
expect_equal "$sandbox/jdk-26 (LORABAKE_JAVA)" \
  "$(found LORABAKE_JAVA="$sandbox/jdk-26" JAVA_HOME="$sandbox/jdk-25")"

it 'takes the java program as well as its home for LORABAKE_JAVA'
expect_equal "$sandbox/jdk-25 (LORABAKE_JAVA)" "$(found LORABAKE_JAVA="$sandbox/jdk-25/bin/java")"

it 'does not pass over a LORABAKE_JAVA that is too old'
expect_equal none "$(found LORABAKE_JAVA="$sandbox/jdk-17" JAVA_HOME="$sandbox/jdk-25")"

it 'takes JAVA_HOME before the usual folders'
places=$sandbox/jdk-25
expect_equal "$sandbox/jdk-26 (JAVA_HOME)" "$(found JAVA_HOME="$sandbox/jdk-26")"

it 'passes over a JAVA_HOME that is too old'
expect_equal "$sandbox/jdk-25 (the usual folders)" "$(found JAVA_HOME="$sandbox/jdk-17")"

it 'prefers 25 to newer ones in the usual folders'
places="$sandbox/jdk-26
$sandbox/jdk-17
$sandbox/jdk-25"
expect_equal "$sandbox/jdk-25 (the usual folders)" "$(found)"

it 'takes a newer one where there is no 25'
places="$sandbox/jdk-8
$sandbox/jdk-26"
expect_equal "$sandbox/jdk-26 (the usual folders)" "$(found)"

it 'asks the java on PATH where it lives'
places=
program "$sandbox/path/java" "printf '    java.home = %s\n' '$sandbox/jdk-25' >&2"
expect_equal "$sandbox/jdk-25 (PATH)" "$(found PATH="$sandbox/path:$PATH")"

it 'wants a compiler where a JDK is asked for'
places="$sandbox/jre-25
$sandbox/jdk-26"
expect_equal "$sandbox/jdk-26 (the usual folders)" "$(found java_kind=jdk)"
expect_equal "$sandbox/jre-25 (the usual folders)" "$(found)"

it 'reads the version of a Java without a release file from the Java itself'
program "$sandbox/jdk-odd/bin/java" "printf '    java.version = 25.0.9\n' >&2"
places=$sandbox/jdk-odd
expect_equal "$sandbox/jdk-odd (the usual folders)" "$(found)"

it 'says what it looked at and what to do'
places=$sandbox/jdk-8
export JAVA_HOME="$sandbox/jdk-17"
find_java
said=$(explain_java)
expect_contains 'no Java 25 or newer was found' "$said"
expect_contains "JAVA_HOME: Java 17 at $sandbox/jdk-17" "$said"
expect_contains "found: Java 8 at $sandbox/jdk-8" "$said"
expect_contains 'help: set JAVA_HOME' "$said"

it 'names the folder that holds no Java'
export LORABAKE_JAVA="$sandbox/nothing"
find_java
expect_contains "LORABAKE_JAVA: no bin/java in $sandbox/nothing" "$(explain_java)"

finish
