# shellcheck shell=sh
# Finds a Java that is new enough. Sourced by bin/lorabake and by install.sh; POSIX sh.

java_needed=25

# java_version HOME: sets java_major, 0 where HOME holds no Java. Reads HOME/release, because a
# start of java costs more than all the rest of the search.
java_version() {
  java_major=0
  [ -x "$1/bin/java" ] || return 1
  java_text=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r java_key java_value || [ -n "$java_key" ]; do
      [ "$java_key" = JAVA_VERSION ] && java_text=$java_value
    done <"$1/release"
  else
    java_text=$("$1/bin/java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.version = //p')
  fi
  java_text=${java_text#\"}
  java_text=${java_text%\"}
  java_text=${java_text#1.}
  java_major=${java_text%%[!0-9]*}
  [ -n "$java_major" ] || java_major=0
}

# java_fits HOME LABEL: true where HOME is new enough (and has a compiler, where java_kind=jdk);
# else notes for the message why it is not.
java_fits() {
  if ! java_version "$1"; then
    java_seen="$java_seen
    $2: no bin/java in $1"
    return 1
  fi
  if [ "$java_major" -lt "$java_needed" ]; then
    java_seen="$java_seen
    $2: Java $java_major at $1"
    return 1
  fi
  if [ "${java_kind:-}" = jdk ] && [ ! -x "$1/bin/javac" ]; then
    java_seen="$java_seen
    $2: Java $java_major at $1, but without the compiler (bin/javac)"
    return 1
  fi
}

# The folders that hold JDKs, one a line.
java_places() {
  for java_place in \
    "${XDG_DATA_HOME:-${HOME:-}/.local/share}"/lorabake/jdk \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* \
    /usr/local/openjdk-* /usr/local/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.m2/jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$java_place/bin/java" ] && printf '%s\n' "$java_place"
  done
  return 0
}

# find_java: sets java_home and java_from (where the name came from), or returns 1 with java_seen saying what was looked at.
# What the user named comes first; of the usual folders the LTS version wins over newer ones.
find_java() {
  java_home=
  java_seen=
  java_from=
  if [ -n "${LORABAKE_JAVA:-}" ]; then
    java_from=LORABAKE_JAVA
    java_home=$LORABAKE_JAVA
    case $java_home in
      */bin/java) java_home=${java_home%/bin/java} ;;
    esac
    java_fits "$java_home" LORABAKE_JAVA
    return
  fi
  for java_name in JAVA_HOME JAVA25_HOME; do
    eval "java_home=\${$java_name:-}"
    java_from=$java_name
    [ -n "$java_home" ] && java_fits "$java_home" "$java_name" && return 0
  done
  java_from=PATH
  if command -v java >/dev/null 2>&1; then
    # java is often a link or a shim; it knows best where it lives
    java_home=$(java -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.home = //p')
    [ -n "$java_home" ] && java_fits "$java_home" PATH && return 0
  fi
  java_newer=
  # shellcheck disable=SC2034 # read by who sources this
  java_from='the usual folders'
  while IFS= read -r java_home; do
    if [ -n "$java_home" ] && java_fits "$java_home" found; then
      [ "$java_major" -eq "$java_needed" ] && return 0
      [ -n "$java_newer" ] || java_newer=$java_home
    fi
  done <<EOF
$(java_places)
EOF
  java_home=$java_newer
  [ -n "$java_home" ]
}

# explain_java: the message where find_java found nothing.
explain_java() {
  if [ -n "${LORABAKE_JAVA:-}" ]; then
    printf '%s\n' "error: LORABAKE_JAVA names no Java $java_needed or newer"
  else
    printf '%s\n' "error: no Java $java_needed or newer was found"
  fi
  if [ -n "$java_seen" ]; then
    printf '%s\n' "  looked at:$java_seen"
  fi
  printf '%s\n' \
    "  help: set JAVA_HOME (or LORABAKE_JAVA) to a Java $java_needed, or run ./install.sh in the" \
    "        checkout, which brings one"
}
