#!/bin/sh
# Sets lorabake up: finds or brings what it needs, builds it, installs it. Safe to repeat.
set -u

usage() {
  cat <<'EOF'
usage: ./install.sh [--demo | --test | --uninstall] [options]

  ./install.sh                   build, and install the program (~/.local/bin/lorabake)
  ./install.sh --demo            build, and show the whole job on sample pictures; installs nothing
  ./install.sh --test            build, and run every test; installs nothing
  ./install.sh --with-upstream   install, and make the Python environment of sd-scripts too
  ./install.sh --uninstall       remove what the first form installed

options
  --sd-scripts DIR   with upstream: adopt this checkout of sd-scripts instead of fetching one
  --python FILE      with upstream: adopt this Python instead of making an environment
  --torch BUILD      with upstream: cpu, cu126, cu128 or cu130 instead of what fits the GPU found
  --yes              ask nothing
  --help             this text

A JDK 25, Maven and Python 3.9+ are used where they are found, else brought: as a package of the
distribution, else (JDK, Maven) as a download with its checksum verified.
Read src/docs/install.md for folders, variables and what to do without a network.
EOF
}

checkout=$(CDPATH='' cd "$(dirname "$0")" && pwd -P) || exit 2
# shellcheck source=src/main/dist/lib/java.sh
. "$checkout/src/main/dist/lib/java.sh"
# shellcheck source=src/install/say.sh
. "$checkout/src/install/say.sh"
# shellcheck source=src/install/fetch.sh
. "$checkout/src/install/fetch.sh"
# shellcheck source=src/install/packages.sh
. "$checkout/src/install/packages.sh"
# shellcheck source=src/install/jdk.sh
. "$checkout/src/install/jdk.sh"
# shellcheck source=src/install/maven.sh
. "$checkout/src/install/maven.sh"
# shellcheck source=src/install/python.sh
. "$checkout/src/install/python.sh"
# shellcheck source=src/install/build.sh
. "$checkout/src/install/build.sh"
# shellcheck source=src/install/link.sh
. "$checkout/src/install/link.sh"
# shellcheck source=src/install/torch.sh
. "$checkout/src/install/torch.sh"
# shellcheck source=src/install/venv.sh
. "$checkout/src/install/venv.sh"
# shellcheck source=src/install/upstream.sh
. "$checkout/src/install/upstream.sh"

job=install
with_upstream=no
assume_yes=no
adopt_sd_scripts=
adopt_python=
torch_wanted=

# job_is JOB: one job a call; a second one is a slip of the hand.
job_is() {
  [ "$job" = install ] || die "--$job and --$1 do not go together" 'run one, then the other'
  job=$1
}

while [ $# -gt 0 ]; do
  case $1 in
    --demo) job_is demo ;;
    --test) job_is test ;;
    --uninstall) job_is uninstall ;;
    --with-upstream) with_upstream=yes ;;
    --sd-scripts=* | --python=* | --torch=*)
      option=${1%%=*}
      value=${1#*=}
      shift
      set -- "$option" "$value" "$@"
      continue
      ;;
    --sd-scripts | --python | --torch)
      [ $# -ge 2 ] || die "$1 needs a value" './install.sh --help shows how'
      with_upstream=yes
      case $1 in
        --sd-scripts) adopt_sd_scripts=$2 ;;
        --python) adopt_python=$2 ;;
        --torch) torch_wanted=$2 ;;
      esac
      shift
      ;;
    --yes | -y) assume_yes=yes ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) die "unknown option $1" './install.sh --help lists them' ;;
  esac
  shift
done
if [ "$with_upstream" = yes ] && [ "$job" != install ]; then
  die "--$job and --with-upstream do not go together" 'run one, then the other'
fi

check_home
if [ "$job" = uninstall ]; then
  uninstall
  exit 0
fi
if [ "$job" = install ]; then
  check_link
  [ "$with_upstream" = no ] || check_upstream_wishes
fi

need_jdk
need_maven
need_python
case $job in
  install)
    build_dist
    install_dist
    [ "$with_upstream" = no ] || set_up_upstream
    tell_path
    ;;
  demo)
    build_dist
    say "Running $dist/bin/lorabake demo"
    "$dist/bin/lorabake" demo --python "$python"
    ;;
  test)
    say 'Running every test: mvn -B verify'
    run_maven -B verify
    ;;
esac
