# shellcheck shell=sh
# Downloads over https with a checksum, and says plainly where the network has no such host.

# fetch URL FILE: 0 done; else fetch_problem says why, in words. An unfinished file is removed.
fetch() {
  have curl || have wget || package_first curl || true
  fetch_host=${1#*://}
  fetch_host=${fetch_host%%/*}
  fetch_rc=0
  if have curl; then
    curl --proto '=https' --fail --location --silent --show-error --connect-timeout 20 \
      --retry 2 --output "$2.part" "$1" 2>"$2.err" || fetch_rc=$?
    case $fetch_rc in
      0) ;;
      5 | 6 | 7 | 28 | 35 | 52 | 55 | 56 | 97)
        fetch_problem="cannot reach $fetch_host (no route in this network, or blocked; curl $fetch_rc)"
        ;;
      22) fetch_problem="$fetch_host has no $1, or refuses it" ;;
      60 | 77) fetch_problem="the certificate of $fetch_host is not trusted here (curl $fetch_rc)" ;;
      23) fetch_problem="cannot write $2 (disk full?)" ;;
      *) fetch_problem="curl failed with code $fetch_rc on $1" ;;
    esac
  elif have wget; then
    wget -q -T 20 -O "$2.part" "$1" 2>"$2.err" || fetch_rc=$?
    case $fetch_rc in
      0) ;;
      8) fetch_problem="$fetch_host has no $1, or refuses it" ;;
      3) fetch_problem="cannot write $2 (disk full?)" ;;
      5) fetch_problem="the certificate of $fetch_host is not trusted here" ;;
      *)
        fetch_problem="cannot reach $fetch_host (no route in this network, or blocked; wget $fetch_rc)"
        ;;
    esac
  else
    fetch_rc=1
    fetch_problem='there is neither curl nor wget to download with'
  fi
  rm -f "$2.err"
  if [ "$fetch_rc" -ne 0 ]; then
    rm -f "$2.part"
    return 1
  fi
  mv -f "$2.part" "$2"
}

# digest BITS FILE: prints the SHA-2 digest in hex.
digest() {
  if have "sha$1sum"; then
    "sha$1sum" "$2"
  elif have shasum; then
    shasum -a "$1" "$2"
  elif have openssl; then
    openssl dgst "-sha$1" -r "$2"
  else
    die "no program to compute SHA-$1" "install coreutils or openssl, then run this again"
  fi | { read -r digest_hex _ && printf '%s\n' "$digest_hex"; }
}

# fetch_checked URL FILE BITS CHECKSUM_URL: the digest is the first word of what lies there.
fetch_checked() {
  fetch "$4" "$2.sum" || return 1
  read -r fetch_wanted _ <"$2.sum" || true
  rm -f "$2.sum"
  fetch "$1" "$2" || return 1
  fetch_got=$(digest "$3" "$2")
  if [ -z "$fetch_wanted" ] || [ "$fetch_got" != "$fetch_wanted" ]; then
    rm -f "$2"
    fetch_problem="SHA-$3 of $1 is ${fetch_got:-unknown}, but $4 says ${fetch_wanted:-nothing}"
    return 1
  fi
  detail "SHA-$3 matches the published one: $fetch_got"
}
