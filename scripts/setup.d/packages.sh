# Debian and Ubuntu packages. Elsewhere every call here fails softly and the caller says what to do.

# What only a person can install; one sentence a line. Setup fails when it is not empty.
: >"$STATE/by-hand"
by_hand() {
  warn "$1"
  printf '%s\n' "$2" >>"$STATE/by-hand"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    return 1
  fi
}

# Once in a run, and only when something is missing.
apt_updated=
apt_update() {
  [ -z "$apt_updated" ] || return 0
  apt_updated=yes
  installing 'the list of packages (apt-get update)'
  as_root apt-get update -qq >"$STATE/apt.log" 2>&1 || true
}

# apt_version PACKAGE: the version that would be installed, or nothing.
apt_version() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)$/\1/p'
}

# apt_install PACKAGE…: true when all of them are installed now.
apt_install() {
  has apt-get || return 1
  apt_update
  local package
  for package in "$@"; do
    [ -n "$(apt_version "$package")" ] || return 1
  done
  installing "$*"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >>"$STATE/apt.log" 2>&1 || {
    tail -n 3 "$STATE/apt.log" >&2
    return 1
  }
}
