#!/bin/sh
# What bin/lorabake starts, from where, and with which words.
# shellcheck source=src/test/shell/expect.sh
. "$(dirname "$0")/expect.sh"

dist="$sandbox/a folder/dist"
mkdir -p "$dist"
cp -R "$checkout/src/main/dist/." "$dist"
: >"$dist/lib/lorabake.jar"
fake_jdk "$sandbox/jdk-25" 25.0.3
fake_jdk "$sandbox/jdk-17" 17.0.15
export JAVA_HOME="$sandbox/jdk-25"
unset LC_ALL LC_CTYPE LANG

it 'passes the words on as they are'
said=$("$dist/bin/lorabake" check 'my recipe.toml' '*' '')
expect_contains "dev.lorabake.cli.Main]
[check]
[my recipe.toml]
[*]
[]" "$said"

it 'tells the program where it lives'
expect_contains "[-Dlorabake.home=$dist]" "$said"
expect_contains "[@$dist/lib/java-options]" "$said"
expect_contains "[$dist/lib/lorabake.jar]" "$said"

it 'uses the AOT cache only where there is one'
case $said in *AOTCache*) bad 'there is no cache yet' ;; *) good ;; esac
: >"$dist/lib/lorabake.aot"
expect_contains "[-XX:AOTCache=$dist/lib/lorabake.aot]" "$("$dist/bin/lorabake")"

it 'adds the options of LORABAKE_JAVA_OPTS one by one'
expect_contains '[-Xmx1g]
[-ea]' "$(LORABAKE_JAVA_OPTS='-Xmx1g -ea' "$dist/bin/lorabake")"

it 'finds its home through links to links'
ln -s "a folder/dist/bin/lorabake" "$sandbox/first"
mkdir "$sandbox/bin"
ln -s ../first "$sandbox/bin/lorabake"
expect_contains "[-Dlorabake.home=$dist]" "$(PATH=$sandbox/bin:$PATH lorabake --version)"
expect_contains "[-Dlorabake.home=$dist]" "$(cd "$dist/bin" && sh lorabake --version)"

it 'takes the Java that install.sh wrote down before JAVA_HOME'
program "$sandbox/written/bin/java" 'echo written'
printf '%s\n' "$sandbox/written" >"$dist/lib/java-home"
expect_equal written "$("$dist/bin/lorabake")"

it 'searches again where that Java is gone'
rm -r "$sandbox/written"
expect_contains 'dev.lorabake.cli.Main' "$("$dist/bin/lorabake")"

it 'takes LORABAKE_JAVA before all others'
program "$sandbox/mine/bin/java" 'echo mine'
echo 'JAVA_VERSION="27"' >"$sandbox/mine/release"
expect_equal mine "$(LORABAKE_JAVA="$sandbox/mine" "$dist/bin/lorabake")"

it 'says that a Java is too old, and exits with 2'
said=$(LORABAKE_JAVA="$sandbox/jdk-17" "$dist/bin/lorabake" 2>&1)
expect_equal 2 $?
expect_contains 'error: LORABAKE_JAVA names no Java 25 or newer' "$said"
expect_contains "Java 17 at $sandbox/jdk-17" "$said"

it 'says that it was not built'
rm "$dist/lib/lorabake.jar"
said=$("$dist/bin/lorabake" 2>&1)
expect_equal 2 $?
expect_contains 'help: build it with ./install.sh' "$said"
: >"$dist/lib/lorabake.jar"

it 'gives Java a locale that can name every file'
program "$sandbox/jdk-25/bin/java" 'echo "${LC_ALL:-}/${LC_CTYPE:-}"'
expect_equal /C.UTF-8 "$("$dist/bin/lorabake")"
expect_equal /C.UTF-8 "$(LANG=C "$dist/bin/lorabake")"
expect_equal C.UTF-8/ "$(LC_ALL=POSIX "$dist/bin/lorabake")"
expect_equal / "$(LANG=de_DE.UTF-8 "$dist/bin/lorabake")"
# ... and the screen is told that the terminal has none but plain signs
# shellcheck disable=SC2016 # for the stand-in to expand
program "$sandbox/jdk-25/bin/java" 'case " $* " in *" -Dlorabake.plain=true "*) echo plain ;; *) echo full ;; esac'
expect_equal plain "$("$dist/bin/lorabake")"
expect_equal plain "$(LC_ALL=C "$dist/bin/lorabake")"
expect_equal full "$(LANG=en_GB.UTF-8 "$dist/bin/lorabake")"

it 'ends with the exit code of the program'
program "$sandbox/jdk-25/bin/java" 'exit 3'
"$dist/bin/lorabake"
expect_equal 3 $?

finish
