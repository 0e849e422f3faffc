#!/usr/bin/env bash
# Builds the site into public/ and serves it on this machine only.
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
cargo run --release --locked -- build
[ "$serve" = yes ] || exit 0

if command -v node >/dev/null 2>&1; then
  exec node scripts/serve.mjs public
fi
echo "show: Node is not here, so Python serves: http://127.0.0.1:8000/vi/ (Ctrl-C ends)"
exec python3 -m http.server --bind 127.0.0.1 --directory public 8000
