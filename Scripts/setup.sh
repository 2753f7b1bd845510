#!/usr/bin/env bash
# Brings a Debian 12 that has git, make and the Swift toolchain to the point where gridctl builds.
#
#   Scripts/setup.sh         what building and running needs
#   Scripts/setup.sh test    that, and the programs the tests read documents with
#
# Installs only what is missing; a second run is silent and needs neither network nor root.
# Exits 69 with one line on stderr when something cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

swift_version=6.3

# The solver: one line of a requirements file. The hashes pin the wheels of x86_64 and aarch64; pip takes the machine's own.
highs='highsbox==1.15.1
  --hash=sha256:17f30d23ef37488467732b45f141146f7c287826a576b4514ae39a8cc4068b28
  --hash=sha256:d1a3c1742d6fae36a3a18e0c7500530e46de5faa1a42dee65677bf0ae80acda3'

# What the tests compare and validate with, unpacked into .vendor/python.
python_wheels=$(grep -v '^#' Scripts/python-wheels.txt)

unavailable() {
  printf 'setup: %s\n' "$1" >&2
  exit 69
}

# grep reads to the end here: -q would break the pipe, and pipefail would call that a failure.
installed() { dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -x installed >/dev/null; }
has_candidate() { apt-cache policy "$1" 2>/dev/null | grep '^  Candidate: [^(]' >/dev/null; }

check_swift() {
  local version
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9.]+).*/\1/p') || true
  printf '%s\n' "$swift_version" "${version:-0}" | sort -VC ||
    unavailable "Swift $swift_version or newer is needed, found ${version:-none}: see https://www.swift.org/install/linux/"
}

# Where the wheel of HiGHS goes; the file pinned in it says which wheel it was.
vendored=.vendor/highsbox
has_highs() { [ "$(cat $vendored/pinned 2>/dev/null)" = "$highs" ]; }
# The tables of a Zabbix server, as Debian ships them.
has_zabbix() { [ -f .vendor/zabbix/schema.sql.gz ]; }
has_wheels() { [ "$(cat .vendor/python/pinned 2>/dev/null)" = "$python_wheels" ]; }

# Names of the packages that are needed and not installed, one a line.
missing_packages() {
  local package
  for package in libpq-dev libxlsxwriter-dev libxxhash-dev zlib1g-dev pkg-config \
    libpango1.0-dev libcairo2-dev libxml2-dev libarchive-dev libssl-dev libcurl4-openssl-dev \
    postgresql fonts-lato fonts-dejavu-core; do
    installed "$package" || echo "$package"
  done
  # pip only fetches the wheel; any pip will do.
  has_highs || python3 -m pip --version >/dev/null 2>&1 || printf '%s\n' python3 python3-pip
  [ "${1:-}" = test ] || return 0
  has_wheels || python3 -m pip --version >/dev/null 2>&1 || printf '%s\n' python3 python3-pip
  for package in poppler-utils unzip libxml2-utils hledger chromium; do
    installed "$package" || echo "$package"
  done
  installed libreoffice-calc || installed libreoffice-calc-nogui || echo libreoffice-calc-nogui
}

install_packages() {
  local packages=("$@") package root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  remedy() { echo "run as root: apt-get install --no-install-recommends ${packages[*]}"; }
  command -v apt-get >/dev/null || unavailable "missing packages: ${packages[*]}; this is not Debian, install their like"
  [ ${#root[@]} = 0 ] || command -v sudo >/dev/null || unavailable "missing packages, $(remedy)"

  echo "setup: installing ${packages[*]}"
  # An index that cannot be refreshed may still be good enough.
  "${root[@]}" apt-get -qq update || true
  for package in "${!packages[@]}"; do
    has_candidate "${packages[$package]}" && continue
    [ "${packages[$package]}" = libreoffice-calc-nogui ] && has_candidate libreoffice-calc ||
      unavailable "no candidate for ${packages[$package]}: check the sources of apt, then $(remedy)"
    packages[$package]=libreoffice-calc
  done

  # gridctl runs a cluster of its own: a machine new to PostgreSQL gets no system-wide one.
  if ! installed postgresql-common && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${root[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "${packages[@]}" ||
    unavailable "apt-get failed, $(remedy)"
}

# Fetches the wheels of a requirements text into a new folder, whose name is left in $folder.
fetch_wheels() {
  mkdir -p .vendor
  folder=$(mktemp -d .vendor/new.XXXXXX)
  trap "rm -rf '$folder'" EXIT
  # A continued line of the text is one line for pip.
  sed -e ':a' -e 'N' -e '$!ba' -e 's/\n  / /g' <<<"$1" >"$folder/requirements.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
    --dest "$folder" --requirement "$folder/requirements.txt" ||
    unavailable "cannot fetch ${1%%[[:space:]]*} from PyPI: is there a network, and a wheel for $(uname -m)?"
}

# Unpacks the wheel beside its place and renames it, so that a broken run leaves nothing half done.
install_highs() {
  local folder
  echo "setup: fetching HiGHS"
  fetch_wheels "$highs"
  python3 -m zipfile -e "$folder"/highsbox-*.whl "$folder"
  printf '%s\n' "$highs" >"$(echo "$folder"/highsbox-*.data/*/highsbox)/pinned"
  rm -rf $vendored
  mv "$folder"/highsbox-*.data/*/highsbox $vendored
  rm -rf "$folder"
}

install_wheels() {
  local folder wheel
  echo "setup: fetching what the tests validate with"
  fetch_wheels "$python_wheels"
  mkdir "$folder/python"
  for wheel in "$folder"/*.whl; do python3 -m zipfile -e "$wheel" "$folder/python"; done
  rm -rf "$folder/python/PySAM/defaults"  # 150 MB of example plants
  printf '%s\n' "$python_wheels" >"$folder/python/pinned"
  rm -rf .vendor/python
  mv "$folder/python" .vendor/python
  rm -rf "$folder"
}

# Takes one file out of the package; the server itself is not wanted here.
install_zabbix() {
  local folder
  echo "setup: fetching the tables of Zabbix"
  mkdir -p .vendor
  folder=$(mktemp -d .vendor/new.XXXXXX)
  trap "rm -rf '$folder'" EXIT
  # apt fetches as a user of its own, who may not write here.
  chmod 755 "$folder"
  (cd "$folder" && apt-get -qq download zabbix-server-pgsql 2>/dev/null) ||
    unavailable "cannot fetch the package zabbix-server-pgsql: check the sources of apt"
  dpkg-deb -x "$folder"/zabbix-server-pgsql_*.deb "$folder/package"
  mkdir -p .vendor/zabbix
  mv "$folder/package/usr/share/zabbix-server-pgsql/schema.sql.gz" .vendor/zabbix/
  rm -rf "$folder"
}

check_swift
mapfile -t missing < <(missing_packages "$@")
[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
has_highs || install_highs
if [ "${1:-}" = test ]; then
  has_wheels || install_wheels
  has_zabbix || install_zabbix
fi
