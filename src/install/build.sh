# shellcheck shell=sh
# Builds target/dist in the checkout and makes its start fast.

build_dist() {
  dist=$checkout/target/dist
  say "Building $dist (the first time, Maven downloads libraries)"
  rm -f "$dist/lib/lorabake.aot"
  run_maven -q -B -DskipTests package || die 'the build failed' \
    'Maven says why in the lines above. Where it speaks of a host that it cannot reach: Maven' \
    'Central has to be reachable once, or a mirror named in ~/.m2/settings.xml; then run this again'
  printf '%s\n' "$jdk_home" >"$dist/lib/java-home"
  record_start
}

# record_start: JDK 25 keeps loaded and linked classes of a recorded start in lib/lorabake.aot.
# Without it everything works, and every start takes longer; so a failure is told, not fatal.
record_start() {
  say 'Recording a start, so that later ones are fast (lib/lorabake.aot)'
  record_in=$(mktemp -d) || return 0
  (
    cd "$record_in" && "$jdk_home/bin/java" "@$dist/lib/java-options" \
      "-XX:AOTCacheOutput=$dist/lib/lorabake.aot" "-Dlorabake.home=$dist" \
      -cp "$dist/lib/lorabake.jar" dev.lorabake.cli.StartRecording
  ) >"$checkout/target/aot.log" 2>&1 </dev/null || true
  rm -rf "$record_in"
  if [ ! -s "$dist/lib/lorabake.aot" ]; then
    rm -f "$dist/lib/lorabake.aot"
    detail "that did not work, and starts stay slower: see $checkout/target/aot.log"
  fi
}
