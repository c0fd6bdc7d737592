# What the scripts share. Sourced, never run: `source "$(dirname "$0")/lib.sh"`.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export ROOT=$PWD
# Where setup leaves what it found out, so that build and test need not look again.
STATE=target/setup
mkdir -p "$STATE"

say() { printf '%s\n' "$*"; }
found() { printf '  found      %s\n' "$*"; }
installing() { printf '  installing %s\n' "$*"; }
warn() { printf '  missing    %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# at_least 20.19 v20.20.2: is the second version no older than the first?
at_least() { [ "$(printf '%s\n%s\n' "$1" "${2#v}" | sort -V | head -n 1)" = "$1" ]; }

# fresh STAMP FILE…: does STAMP exist, and is no FILE newer? A folder counts with all below it.
fresh() {
  local stamp=$1
  shift
  [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# The first of these programs that is there and answers, as a path.
first_program() {
  local name path
  for name in "$@"; do
    path=$(command -v "$name" 2>/dev/null) || continue
    # Ubuntu's chromium and firefox are shell stubs that install a snap, which no test can drive.
    if [ "$(head -c 2 "$path" 2>/dev/null | tr -d '\0')" = '#!' ] && grep -q 'snap' "$path"; then
      continue
    fi
    printf '%s\n' "$path"
    return
  done
  return 1
}

# Google's own Chrome is not here on purpose: it no longer loads an extension from a folder on request.
find_chrome() {
  if [ -n "${CAVEAT_CHROME:-}" ]; then
    printf '%s\n' "$CAVEAT_CHROME"
  else
    first_program chromium chromium-browser "$ROOT/$STATE/browsers/chrome" \
      /Applications/Chromium.app/Contents/MacOS/Chromium
  fi
}

find_firefox() {
  if [ -n "${CAVEAT_FIREFOX:-}" ]; then
    printf '%s\n' "$CAVEAT_FIREFOX"
  else
    first_program firefox-esr firefox "$ROOT/$STATE/browsers/firefox" \
      /Applications/Firefox.app/Contents/MacOS/firefox
  fi
}

# What a file weighs when it travels compressed.
brotli_size() {
  node -e 'process.stdout.write(String(require("zlib").brotliCompressSync(require("fs").readFileSync(process.argv[1])).length))' "$1"
}
