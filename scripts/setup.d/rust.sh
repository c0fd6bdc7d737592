# Rust for the native programs, and a way to build for the browser.

RUST_AT_LEAST=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

setup_compiler() {
  if has cc; then
    found "C linker: $(command -v cc)"
  elif ! apt_install gcc libc6-dev; then
    by_hand 'a C linker (cc)' 'A C compiler: package gcc or build-essential; on macOS: xcode-select --install'
  fi
}

rust_version() { rustc --version 2>/dev/null | cut -d ' ' -f 2; }
rust_is_enough() { has cargo && at_least "$RUST_AT_LEAST" "$(rust_version)"; }

setup_rust() {
  if rust_is_enough; then
    found "Rust $(rust_version): $(command -v cargo)"
    return
  fi
  if has rustup; then
    installing "Rust stable (rustup; there is ${RUST_FOUND:-$(rust_version)}, needed is $RUST_AT_LEAST)"
    rustup toolchain install stable --profile default >"$STATE/rustup.log" 2>&1 && rustup default stable >/dev/null 2>&1 || true
  elif [ -n "$(apt_version rustup)" ] && apt_install rustup; then
    rustup default stable >"$STATE/rustup.log" 2>&1 || true
  else
    # Debian keeps a current Rust for building its browsers. It has no clippy.
    apt_install rustc-web cargo-web rustfmt-web || true
  fi
  hash -r
  rust_is_enough ||
    by_hand "Rust $RUST_AT_LEAST or newer" "Rust $RUST_AT_LEAST or newer with clippy and rustfmt: https://rustup.rs"
}

# How to build for wasm32-unknown-unknown, in the order of preference: the toolchain's own
# standard library; rustup can add it; else compile the standard library too, from sources that
# rustup or Debian's rust-web-src bring. scripts/build-wasm reads what is written here.
setup_wasm() {
  has cargo || return 0
  local sysroot
  sysroot=$(rustc --print sysroot)
  if wasm_target_in "$sysroot"; then
    wasm_use 'the wasm32 target of this toolchain' cargo rustc ''
  elif wasm_recorded; then
    found "browser build: $(sed -n 's/^# //p' "$STATE/wasm")"
  elif has rustup && wasm_rustup_adds "$sysroot"; then
    wasm_use 'the wasm32 target that rustup added' cargo rustc ''
  elif [ -d "$sysroot/lib/rustlib/src/rust/library" ] && wasm_linker >/dev/null; then
    wasm_use 'the standard library compiled from rust-src' cargo rustc "$(wasm_linker)"
  elif wasm_debian; then
    wasm_use "Debian's Rust and the standard library compiled from rust-web-src" \
      /usr/bin/cargo /usr/bin/rustc "$(wasm_linker)"
  else
    rm -f "$STATE/wasm"
    by_hand 'a way to build for wasm32-unknown-unknown' \
      'The browser target of Rust: rustup target add wasm32-unknown-unknown (or, on Debian: apt install rustc-web cargo-web rust-web-src lld)'
  fi
}

wasm_target_in() { [ -d "$1/lib/rustlib/wasm32-unknown-unknown/lib" ]; }

# wasm_use WORDS CARGO RUSTC LINKER: a linker means that the standard library is compiled as well.
wasm_use() {
  found "browser build: $1"
  printf '# %s\nWASM_CARGO=%q\nWASM_RUSTC=%q\nWASM_LINKER=%q\n' "$1" "$2" "$3" "$4" >"$STATE/wasm"
}

# An earlier choice that needs its own standard library stands as long as its parts are there:
# asking rustup again each time would mean waiting for the network each time.
wasm_recorded() {
  [ -s "$STATE/wasm" ] || return 1
  local WASM_CARGO WASM_RUSTC WASM_LINKER
  # shellcheck disable=SC1091
  source "$STATE/wasm"
  [ -n "$WASM_LINKER" ] && [ -x "$WASM_LINKER" ] && has "$WASM_CARGO" && has "$WASM_RUSTC" &&
    [ -d "$("$WASM_RUSTC" --print sysroot)/lib/rustlib/src/rust/library" ]
}

wasm_rustup_adds() {
  installing 'target wasm32-unknown-unknown (rustup target add)'
  RUSTUP_MAX_RETRIES=1 rustup target add wasm32-unknown-unknown >"$STATE/rustup.log" 2>&1 && wasm_target_in "$1" && return
  say '             did not work: rustup cannot reach its server'
  return 1
}

wasm_debian() {
  if ! [ -x /usr/bin/rustc ] || ! [ -x /usr/bin/cargo ] || ! [ -d /usr/lib/rustlib/src/rust/library ] ||
    ! at_least "$RUST_AT_LEAST" "$(/usr/bin/rustc --version | cut -d ' ' -f 2)"; then
    apt_install rustc-web cargo-web rust-web-src || return 1
  fi
  wasm_linker >/dev/null || apt_install lld
}

# A linker for the browser target: the one that comes with Rust, else LLVM's.
wasm_linker() {
  local host own
  host=$(rustc -vV | sed -n 's/^host: //p')
  own=$(rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld
  if [ -x "$own" ]; then
    printf '%s\n' "$own"
  else
    command -v wasm-ld || find /usr/bin -name 'wasm-ld-*' | sort -V | tail -n 1 | grep .
  fi
}
