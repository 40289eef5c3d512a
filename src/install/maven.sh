# shellcheck shell=sh
# Maven: found, or brought from the distribution, or downloaded from Apache's archive.

maven_version=3.9.11
maven_least=3.8.6
maven_archive=https://archive.apache.org/dist/maven/maven-3
maven_help="install Maven $maven_least or newer (the program mvn) so that it is on PATH"

# version_at_least GOT LEAST: compares three dotted numbers.
version_at_least() {
  awk -v got="$1" -v least="$2" 'BEGIN {
    split(got, g, /[.-]/); split(least, l, /[.-]/)
    for (i = 1; i <= 3; i++) { if (g[i] + 0 != l[i] + 0) exit !(g[i] + 0 > l[i] + 0) }
    exit 0 }'
}

# maven_works FILE: true where FILE is a Maven that is new enough; sets maven_found and maven_java.
# Maven runs on the Java it finds for itself (17 is enough); where that is none, on our JDK.
maven_works() {
  maven_java=${JAVA_HOME:-}
  for maven_try in "$maven_java" "$jdk_home"; do
    maven_said=$(JAVA_HOME=$maven_try "$1" -v 2>/dev/null) || continue
    maven_found=$(printf '%s\n' "$maven_said" | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    maven_on=$(printf '%s\n' "$maven_said" | sed -n 's/^Java version: \([0-9]*\).*/\1/p')
    maven_java=$maven_try
    if [ -n "$maven_found" ] && [ "${maven_on:-0}" -ge 17 ] &&
      version_at_least "$maven_found" "$maven_least"; then
      return 0
    fi
  done
  return 1
}

need_maven() {
  for mvn in "$(command -v mvn 2>/dev/null)" "$data_home/maven/bin/mvn"; do
    if [ -x "$mvn" ] && maven_works "$mvn"; then
      say "Maven: $maven_found at $mvn"
      return
    fi
  done
  say "Maven: none from $maven_least on yet"
  if package_first maven && mvn=$(command -v mvn) && maven_works "$mvn"; then
    say "Maven: $maven_found at $mvn"
    return
  fi
  download_maven
  mvn=$data_home/maven/bin/mvn
  maven_works "$mvn" || die "the downloaded Maven does not start: $mvn" "$maven_help"
  say "Maven: $maven_found at $mvn"
}

download_maven() {
  agree "Download Maven $maven_version (9 MB) into $data_home/maven?" || die 'no Maven' "$maven_help"
  maven_file=$data_home/download/maven.tar.gz
  maven_url=$maven_archive/$maven_version/binaries/apache-maven-$maven_version-bin.tar.gz
  say "Downloading Maven $maven_version"
  mkdir -p "$data_home/download"
  detail "$maven_url"
  fetch_checked "$maven_url" "$maven_file" 512 "$maven_url.sha512" ||
    die "$fetch_problem" "$maven_help, then run this again"
  unpack_maven || die "cannot unpack $maven_file into $data_home/maven" \
    'see the lines above (disk full?), then run this again'
}

unpack_maven() {
  rm -rf "$data_home/maven" "$data_home/maven.new"
  mkdir -p "$data_home/maven.new" && tar -xzf "$maven_file" -C "$data_home/maven.new" &&
    mv "$data_home/maven.new/apache-maven-$maven_version" "$data_home/maven" &&
    rm -rf "$data_home/maven.new" "$maven_file"
}

# run_maven ARGUMENT...: in the checkout. The toolchains plugin takes JAVA25_HOME into account
# wherever the JDK lies; without it, it looks in the usual folders only.
run_maven() {
  (
    cd "$checkout" || exit 2
    [ -z "$maven_java" ] || export JAVA_HOME="$maven_java"
    [ -t 1 ] || set -- -Dstyle.color=never "$@"
    JAVA25_HOME=$jdk_home exec "$mvn" "$@"
  )
}
