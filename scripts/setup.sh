#!/usr/bin/env bash
# Gets what building and testing need, and says what it does; does nothing when all is there.
#   scripts/setup.sh            everything
#   scripts/setup.sh rust       what building the site needs
#   scripts/setup.sh browser    what checking a built site needs: Node, Chromium, Java, npm packages
#   scripts/setup.sh python     what checking its open data needs: Python, packages in target/python
set -euo pipefail
cd "$(dirname "$0")/.."

RUST_WANTED=1.91
NODE_WANTED=20.19

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$@" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
# at_least WANTED FOUND: is version FOUND the same as WANTED or newer?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

need_rust() {
  if ! have cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then
    fail "cargo is installed but not on PATH; run:  . \"\$HOME/.cargo/env\""
  fi
  local how="get it from https://rustup.rs, then:  rustup toolchain install stable --component clippy,rustfmt"
  have cargo && have rustc || fail "Rust is missing (needed: $RUST_WANTED or newer)" "$how"
  local found
  found=$(rustc --version | cut -d' ' -f2)
  at_least "$RUST_WANTED" "$found" || fail "Rust $found is too old (needed: $RUST_WANTED or newer)" "$how"
}

need_node() {
  local how="get it from https://nodejs.org or with your package manager; npm comes with it"
  have node && have npm || fail "Node is missing (needed: $NODE_WANTED or newer, with npm)" "$how"
  local found
  found=$(node --version)
  at_least "$NODE_WANTED" "${found#v}" || fail "Node $found is too old (needed: $NODE_WANTED or newer)" "$how"
}

need_python_packages() {
  local stamp=target/python/.installed
  cmp -s tests/package/requirements.txt "$stamp" && return 0
  have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Python with venv is missing" "Debian: apt-get install python3-venv; or get it from https://python.org"
  say "installing the Python packages of tests/package into target/python"
  python3 -m venv target/python
  target/python/bin/pip install --quiet --no-cache-dir --disable-pip-version-check -r tests/package/requirements.txt
  cp tests/package/requirements.txt "$stamp"
}

missing_packages() {
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || echo chromium
  java -version >/dev/null 2>&1 || echo default-jre-headless
  # Without a font for Vietnamese, widths and screenshots mean nothing.
  have fc-list && [ -n "$(fc-list :lang=vi)" ] || echo fontconfig fonts-dejavu-core
}

need_debian_packages() {
  local packages as_root=()
  read -r -d '' -a packages < <(missing_packages | tr '\n' ' ') || true
  [ ${#packages[@]} -gt 0 ] || return 0
  have apt-get || fail "missing: ${packages[*]} (Debian names); apt-get is not here, so please install them yourself" \
    "a Chromium elsewhere is found by:  export CHROMIUM=/path/to/chromium"
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || fail "missing: ${packages[*]}; ask an administrator to run:  apt-get install ${packages[*]}"
    as_root=(sudo)
  fi
  say "installing Debian packages: ${packages[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
}

need_npm_packages() {
  local folder=tests/browser stamp=tests/browser/node_modules/.installed-lock
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  say "installing the npm packages of $folder"
  npm_config_cache="$PWD/target/npm-cache" npm --prefix "$folder" ci --loglevel=error
  cp "$folder/package-lock.json" "$stamp"
}

[ $# -gt 0 ] || set -- rust browser python
for part in "$@"; do
  case "$part" in
    rust) need_rust ;;
    python) need_python_packages ;;
    browser) need_node; need_debian_packages; need_npm_packages ;;
    *) fail "unknown part '$part'; parts are: rust, browser, python" ;;
  esac
done
say "ready: $*"
