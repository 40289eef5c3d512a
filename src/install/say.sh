# shellcheck shell=sh
# What a person reads, and the ways out. POSIX sh, sourced by install.sh.

say() { printf '==> %s\n' "$*"; }
detail() { printf '    %s\n' "$*"; }

# die MESSAGE [HELP LINE]...: every failure says what is wrong, then what to do.
die() {
  printf 'error: %s\n' "$1" >&2
  shift
  die_mark='  help: '
  for die_line in "$@"; do
    printf '%s%s\n' "$die_mark" "$die_line" >&2
    die_mark='        '
  done
  exit 2
}

# agree QUESTION: asks where somebody is there to answer; goes on without where nobody is.
agree() {
  if [ "${assume_yes:-no}" = yes ] || [ ! -t 0 ]; then
    return 0
  fi
  printf '    %s [Y/n] ' "$1"
  read -r agree_answer || agree_answer=n
  case $agree_answer in
    '' | [Yy]*) return 0 ;;
    *) return 1 ;;
  esac
}

have() { command -v "$1" >/dev/null 2>&1; }
