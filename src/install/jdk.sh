# shellcheck shell=sh
# A JDK 25: found, or brought from the distribution, or downloaded from Eclipse Temurin.

adoptium_api=https://api.adoptium.net/v3/assets/latest
adoptium_help='install a JDK 25 by hand (or copy one here) and name it: JAVA_HOME=/path/to/jdk-25'

# need_jdk: sets jdk_home, or ends with what to do.
need_jdk() {
  # shellcheck disable=SC2034 # read by find_java
  java_kind=jdk
  if find_java; then
    jdk_home=$java_home
    say "Java: JDK $java_text at $jdk_home (from $java_from)"
    return
  fi
  if [ -n "${LORABAKE_JAVA:-}" ]; then
    explain_java >&2
    exit 2
  fi
  say "Java: no JDK $java_needed yet$java_seen"
  package_system=$(package_tool)
  if package_first openjdk-25-jdk-headless temurin-25-jdk java-25-openjdk-devel jdk25-openjdk \
    java-25-openjdk-headless openjdk25-jdk openjdk25 openjdk@25 && find_java; then
    jdk_home=$java_home
    say "Java: JDK $java_text at $jdk_home"
    return
  fi
  detail "no package of JDK $java_needed from ${package_system:-this system}"
  download_jdk
  jdk_home=$data_home/jdk
  java_version "$jdk_home"
  say "Java: JDK $java_text at $jdk_home"
}

# adoptium_platform: sets jdk_os and jdk_arch in Adoptium's words; 1 where they build none.
adoptium_platform() {
  case $(uname -s) in
    Linux)
      jdk_os=linux
      if ls /lib/ld-musl-* >/dev/null 2>&1; then jdk_os=alpine-linux; fi
      ;;
    Darwin) jdk_os=mac ;;
    *) return 1 ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) jdk_arch=x64 ;;
    aarch64 | arm64) jdk_arch=aarch64 ;;
    ppc64le) jdk_arch=ppc64le ;;
    riscv64) jdk_arch=riscv64 ;;
    s390x) jdk_arch=s390x ;;
    *) return 1 ;;
  esac
}

download_jdk() {
  if ! adoptium_platform; then
    die "Eclipse Temurin has no JDK $java_needed for $(uname -s) on $(uname -m)" "$adoptium_help"
  fi
  agree "Download Eclipse Temurin $java_needed (about 140 MB) into $data_home/jdk?" ||
    die "no JDK $java_needed" "$adoptium_help"
  say "Downloading Eclipse Temurin $java_needed ($jdk_os, $jdk_arch)"
  mkdir -p "$data_home/download"
  jdk_list=$data_home/download/temurin.json
  jdk_file=$data_home/download/temurin.tar.gz
  fetch "$adoptium_api/$java_needed/hotspot?os=$jdk_os&architecture=$jdk_arch&image_type=jdk&vendor=eclipse" \
    "$jdk_list" || die "$fetch_problem" "$adoptium_help, then run this again"
  jdk_url=$(sed -n 's/.*"link": *"\(https:[^"]*\.tar\.gz\)".*/\1/p' "$jdk_list" | head -n 1)
  rm -f "$jdk_list"
  [ -n "$jdk_url" ] || die "Adoptium lists no JDK $java_needed for $jdk_os on $jdk_arch" \
    "$adoptium_help"
  detail "$jdk_url"
  fetch_checked "$jdk_url" "$jdk_file" 256 "$jdk_url.sha256.txt" ||
    die "$fetch_problem" "$adoptium_help, then run this again"
  unpack_jdk "$jdk_file" || die "cannot unpack $jdk_file into $data_home/jdk" \
    'see the lines above (disk full?), then run this again'
  rm -f "$jdk_file"
}

# unpack_jdk ARCHIVE: into a new folder first, so that data_home/jdk is whole or absent.
unpack_jdk() {
  jdk_new=$data_home/jdk.new
  rm -rf "$jdk_new"
  mkdir -p "$jdk_new" && tar -xzf "$1" -C "$jdk_new" || return 1
  for jdk_top in "$jdk_new"/*/Contents/Home "$jdk_new"/*; do
    if [ -x "$jdk_top/bin/javac" ]; then
      rm -rf "$data_home/jdk"
      mv "$jdk_top" "$data_home/jdk" && rm -rf "$jdk_new"
      return
    fi
  done
  return 1
}
