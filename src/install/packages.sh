# shellcheck shell=sh
# The distribution's packages: which there are, and installing one, as root only where needed.

# package_tool: prints the package program of this system, nothing where there is none we know.
package_tool() {
  for package_name in apt-get dnf pacman zypper apk brew; do
    if have "$package_name"; then
      printf '%s\n' "$package_name"
      return
    fi
  done
}

# as_root COMMAND...: as it is for root, else through sudo or doas, and says so.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    detail "needs root: sudo $*"
    if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  elif have doas; then
    detail "needs root: doas $*"
    doas "$@"
  else
    detail "needs root, and there is neither sudo nor doas: $*"
    return 1
  fi
}

# package_offered NAME: true where the system's package lists have it.
package_offered() {
  case $(package_tool) in
    apt-get)
      # a machine that was just set up has no lists yet
      if [ -z "${package_lists:-}" ]; then
        package_lists='read'
        if ! ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1; then
          detail 'apt-get update'
          as_root apt-get update -qq || true
        fi
      fi
      apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'
      ;;
    dnf) dnf -q info "$1" >/dev/null 2>&1 ;;
    pacman) pacman -Si "$1" >/dev/null 2>&1 ;;
    zypper) zypper -n -q info "$1" 2>/dev/null | grep -q '^Version' ;;
    apk) apk search -e "$1" 2>/dev/null | grep -q . ;;
    brew) brew info "$1" >/dev/null 2>&1 ;;
    *) return 1 ;;
  esac
}

# package_install NAME...: asks first; output of the package program is shown.
package_install() {
  package_with=$(package_tool)
  agree "Install $* with $package_with?" || return 1
  say "Installing $* with $package_with"
  case $package_with in
    apt-get)
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
      ;;
    dnf) as_root dnf install -y "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    zypper) as_root zypper -n install "$@" ;;
    apk) as_root apk add "$@" ;;
    brew) brew install "$@" ;;
    *) return 1 ;;
  esac
}

# package_first NAME...: installs the first of these names that the system offers.
package_first() {
  for package_choice in "$@"; do
    if package_offered "$package_choice"; then
      package_install "$package_choice"
      return
    fi
  done
  return 1
}
