# The web server of the tests of updates, and what loads it when it is measured: Debian's packages, unpacked into target/ and
# not installed. Nothing of them becomes a service, and no rights are needed. Where they cannot be had, what needs
# them is left out and says so.

setup_updates() {
  has openssl || apt_install openssl || by_hand 'openssl' 'openssl, which makes the certificates of the tests: package openssl'
  unpacked_program nginx usr/sbin/nginx nginx || true
}

# For scripts/bench alone.
setup_load() {
  unpacked_program wrk usr/bin/wrk wrk libluajit2-5.1-2 || true
}

# unpacked_program NAME PATH PACKAGE…: the system's own, or one that is unpacked here and finds its libraries.
unpacked_program() {
  local name=$1 path=$2 folder=$STATE/debian/$1
  shift 2
  if has "$name" || [ -x "/usr/sbin/$name" ]; then
    found "$name: $(command -v "$name" || printf '/usr/sbin/%s' "$name")"
    return
  fi
  if ! [ -x "$folder/$path" ] && ! unpack_packages "$folder" "$@"; then
    say "  left out   $name: its packages cannot be had here ($STATE/apt.log); what needs it is skipped"
    return 1
  fi
  # Those that every system has, and those that were unpacked beside it.
  if LD_LIBRARY_PATH=$ROOT/$folder/usr/lib/$(uname -m)-linux-gnu ldd "$folder/$path" | grep -q 'not found'; then
    say "  left out   $name: libraries that it needs are not here (ldd $folder/$path); what needs it is skipped"
    return 1
  fi
  found "$name: $folder/$path (unpacked, not installed)"
}

# unpack_packages FOLDER PACKAGE…
unpack_packages() {
  local folder=$1 package
  shift
  has apt-get && has dpkg-deb || return 1
  apt_update
  for package in "$@"; do
    [ -n "$(apt_version "$package")" ] || return 1
  done
  installing "$* (unpacked into $folder)"
  rm -rf "$folder.new"
  mkdir -p "$folder.new/packages"
  (cd "$folder.new/packages" && apt-get download -qq "$@") >>"$STATE/apt.log" 2>&1 || return 1
  for package in "$folder.new/packages/"*.deb; do
    dpkg-deb --extract "$package" "$folder.new" || return 1
  done
  rm -rf "$folder" "$folder.new/packages"
  mv "$folder.new" "$folder"
}
