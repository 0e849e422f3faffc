#!/usr/bin/env bash
# Shows the site on this machine only, and follows what is saved. With --no-serve: builds it into public/.
#   scripts/show.sh [--no-serve]
set -euo pipefail
cd "$(dirname "$0")/.."

serve=yes
for argument in "$@"; do
  case "$argument" in
    --no-serve) serve=no ;;
    *) echo "show: unknown option '$argument'; usage: scripts/show.sh [--no-serve]" >&2; exit 2 ;;
  esac
done

scripts/setup.sh rust
if [ "$serve" = yes ]; then
  exec cargo run --release --locked -- serve
fi
cargo run --release --locked -- build
