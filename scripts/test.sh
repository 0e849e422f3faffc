#!/usr/bin/env bash
# Runs all that CI runs, and stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."

SITE=target/test-site
step=start
finish() {
  local status=$?
  if [ "$status" -eq 0 ]; then
    printf '\nPASS: all checks passed (%s s)\n' "$SECONDS"
  else
    printf '\nFAIL: %s\n' "$step" >&2
  fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# Prints a command and runs it.
run() {
  step=$*
  printf '\n$ %s\n' "$*"
  "$@"
}

run scripts/setup.sh
run cargo fmt --check
run cargo clippy --all-targets --locked -- -D warnings
run cargo test --locked
run env RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked
run rm -rf "$SITE"
run cargo run --release --locked -- build --output "$SITE"
run target/python/bin/python tests/package/check.py "$SITE"
# The files are named one by one because Node 22 no longer takes a folder here.
run env SITE="$SITE" node --test --test-reporter=spec tests/browser/*.test.mjs
