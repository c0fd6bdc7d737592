# Node and the packages of package-lock.json.

NODE_AT_LEAST=20.19

node_is_enough() { has node && has npm && at_least "$NODE_AT_LEAST" "$(node --version)"; }

setup_node() {
  # Debian's version may carry an epoch and a suffix: 1:20.19.2+dfsg-1.
  if ! node_is_enough && has apt-get && apt_update && at_least "$NODE_AT_LEAST" "$(apt_version nodejs | sed 's/^[0-9]*://; s/[^0-9.].*//; s/^$/0/')"; then
    apt_install nodejs npm || true
    hash -r
  fi
  if ! node_is_enough; then
    by_hand "Node $NODE_AT_LEAST or newer" "Node $NODE_AT_LEAST or newer with npm: https://nodejs.org/en/download"
    return
  fi
  found "Node $(node --version): $(command -v node)"
  if npm_is_current; then
    found 'npm packages: as package-lock.json says'
    return
  fi
  installing 'npm packages (npm ci)'
  npm ci --no-audit --no-fund >"$STATE/npm.log" 2>&1 || {
    grep -v '^npm warn' "$STATE/npm.log" | head -n 20 >&2
    die "npm ci failed; all it said: $STATE/npm.log"
  }
}

# Are exactly the locked packages installed? npm writes what it installed into its own lock file.
# (Packages for other systems are locked, and rightly not there.)
npm_is_current() {
  [ -e node_modules/.package-lock.json ] && node -e '
    const [locked, installed] = process.argv.slice(1).map((f) => JSON.parse(require("fs").readFileSync(f)).packages);
    const wrong = Object.entries(locked).filter(([at, is]) =>
      at && installed[at]?.integrity !== is.integrity && !(is.optional && !installed[at]));
    process.exit(wrong.length && 1);
  ' package-lock.json node_modules/.package-lock.json
}
