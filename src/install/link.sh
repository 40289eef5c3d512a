# shellcheck shell=sh
# Copies the built program out of the checkout and links it into ~/.local/bin.

# check_home: the folders for data and links have to be writable; says which is not.
check_home() {
  [ -n "${HOME:-}" ] || die 'HOME is not set' "set it to a folder of yours: HOME=/some/folder $0"
  data_home=${XDG_DATA_HOME:-$HOME/.local/share}/lorabake
  config_home=${XDG_CONFIG_HOME:-$HOME/.config}/lorabake
  bin_home=$HOME/.local/bin
  mkdir -p "$data_home" 2>/dev/null && [ -w "$data_home" ] ||
    die "cannot write to $data_home" \
      "make it writable for $(id -un 2>/dev/null || id -u), or set HOME (or XDG_DATA_HOME) to a folder that is"
}

# is_ours LINK: a link that an earlier run of this made, even if its target is gone.
is_ours() {
  [ -h "$1" ] || return 1
  case $(readlink "$1") in
    */lorabake/dist/bin/lorabake | */target/dist/bin/lorabake) return 0 ;;
    *) return 1 ;;
  esac
}

# check_link: before any work, not after the build.
check_link() {
  if [ -e "$bin_home/lorabake" ] || [ -h "$bin_home/lorabake" ]; then
    is_ours "$bin_home/lorabake" ||
      die "$bin_home/lorabake is there already and was not made by this installer" \
        "move it away, then run this again; or build only: target/dist/bin/lorabake runs from the checkout"
  fi
}

# install_dist: every install is a folder of its own, and dist points to the newest: a training that
# an older one supervises keeps the files it runs on. The one before the newest stays for it.
install_dist() {
  say "Installing into $data_home"
  mkdir -p "$data_home/installed" "$bin_home" || die "cannot make $bin_home" 'make it writable'
  install_to=$(mktemp -d "$data_home/installed/$(date +%Y%m%dT%H%M%S).XXXXXX") ||
    die "cannot write to $data_home/installed" 'make it writable, then run this again'
  chmod 755 "$install_to"
  # -p: the AOT cache fits only jars with the times it saw
  if ! cp -Rp "$dist/." "$install_to"; then
    rm -rf "$install_to"
    die "cannot copy $dist to $install_to" 'see the line above (disk full?), then run this again'
  fi
  install_before=$(readlink "$data_home/dist" 2>/dev/null || true)
  ln -sfn "installed/${install_to##*/}" "$data_home/dist"
  for install_old in "$data_home"/installed/*; do
    case $install_old in
      "$install_to" | "$data_home/$install_before") ;;
      *) rm -rf "$install_old" ;;
    esac
  done
  check_link
  ln -sfn "$data_home/dist/bin/lorabake" "$bin_home/lorabake"
  detail "$bin_home/lorabake -> $data_home/dist/bin/lorabake"
  "$bin_home/lorabake" --version >/dev/null || die "the installed $bin_home/lorabake does not start" \
    'see the lines above; target/dist/bin/lorabake --version tells whether the build itself runs'
}

# tell_path: the last words of an install.
tell_path() {
  case :$PATH: in
    *:"$bin_home":*) say 'Ready: lorabake --help' ;;
    *)
      say "Ready: $bin_home/lorabake --help"
      detail "$bin_home is not on PATH. Add this line to the start file of your shell:"
      # shellcheck disable=SC2016 # the user's shell expands it
      printf '\n      export PATH="$HOME/.local/bin:$PATH"\n\n'
      ;;
  esac
}

# uninstall: what install.sh made, and nothing that a user may have put there.
uninstall() {
  if is_ours "$bin_home/lorabake"; then
    say "Removing $bin_home/lorabake"
    rm -f "$bin_home/lorabake"
  fi
  for uninstall_part in dist installed jdk maven download; do
    if [ -e "$data_home/$uninstall_part" ] || [ -h "$data_home/$uninstall_part" ]; then
      say "Removing $data_home/$uninstall_part"
      rm -rf "${data_home:?}/$uninstall_part"
    fi
  done
  for uninstall_kept in "$data_home/sd-scripts" "$data_home/venv" "$config_home"; do
    [ -e "$uninstall_kept" ] && detail "left alone: $uninstall_kept"
  done
  rmdir "$data_home" 2>/dev/null || true
}
