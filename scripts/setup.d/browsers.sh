# Both browsers, and a screen for them where there is none.

setup_browsers() {
  setup_browser Chromium find_chrome chromium chrome@stable \
    'Chromium (Debian: apt install chromium; else: https://www.chromium.org/getting-involved/download-chromium), then set CAVEAT_CHROME to the program if it is not on PATH'
  setup_browser Firefox find_firefox firefox-esr firefox@stable \
    'Firefox, not as a snap (Debian: apt install firefox-esr; Ubuntu: https://support.mozilla.org/kb/install-firefox-linux), then set CAVEAT_FIREFOX to the program if it is not on PATH'
}

# setup_browser NAME FINDER DEBIAN-PACKAGE DOWNLOAD ADVICE
setup_browser() {
  local path
  if ! path=$("$2"); then
    # On Ubuntu the package chromium only brings the snap; there is no firefox-esr at all.
    if { grep -q '^ID=debian' /etc/os-release 2>/dev/null && apt_install "$3"; } || browser_download "$4"; then
      hash -r
    fi
    path=$("$2") || {
      by_hand "$1" "$5"
      return
    }
  fi
  # Asking a browser for its version starts it: slow, and the same for the same file.
  local known=$STATE/version-${2#find_}
  fresh "$known" "$path" && [ "$(sed -n 2p "$known")" = "$path" ] ||
    printf '%s\n%s\n' "$("$path" --version 2>/dev/null | tail -n 1)" "$path" >"$known"
  found "$1: $(head -n 1 "$known"): $path"
}

# The builds that browser makers publish for testing, by puppeteer's own installer.
browser_download() {
  [ -x node_modules/.bin/browsers ] || return 1
  installing "$1 (download for testing)"
  local line
  line=$(node_modules/.bin/browsers install "$1" --path "$STATE/browsers/cache" 2>"$STATE/browsers.log" | tail -n 1) || {
    say '             did not work: its server cannot be reached'
    return 1
  }
  # Its last line is "chrome@156.0.1 /path/to/the/program".
  ln -sfn "$(realpath "${line#* }")" "$STATE/browsers/${1%@*}"
}

# Pictures of the interface are compared, and letters differ from font to font (tests/surfaces/fonts.conf).
setup_fonts() {
  local missing=()
  [ -e /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf ] || [ -e /usr/share/fonts/noto/NotoSansArabic-Regular.ttf ] || missing+=(fonts-noto-core)
  [ -e /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf ] || missing+=(fonts-droid-fallback)
  if [ ${#missing[@]} = 0 ]; then
    found 'fonts for pictures'
  elif ! apt_install "${missing[@]}"; then
    by_hand "${missing[*]}" "The fonts that pictures of the interface are drawn with (Debian: apt install ${missing[*]})"
  fi
}

# A real window with a real menu and keyboard, for what a driver cannot press.
setup_test_tools() {
  local missing=() tool
  for tool in Xvfb:xvfb xdotool:xdotool openbox:openbox; do
    if has "${tool%:*}"; then found "${tool%:*}"; else missing+=("${tool#*:}"); fi
  done
  if [ ${#missing[@]} != 0 ] && [ "$(uname)" = Linux ] && ! apt_install "${missing[@]}"; then
    by_hand "${missing[*]}" "For the tests that use a real context menu: ${missing[*]}"
  fi
  # Its first build takes some three minutes; after that it lies in target/tools.
  if has cargo-deny || [ -x target/tools/bin/cargo-deny ]; then
    found 'cargo-deny'
  elif has cargo; then
    installing 'cargo-deny (cargo install)'
    cargo install --locked --quiet --root target/tools --target-dir target/tools/build cargo-deny >"$STATE/cargo-deny.log" 2>&1 ||
      by_hand 'cargo-deny' 'cargo-deny: cargo install --locked cargo-deny'
    rm -rf target/tools/build
  fi
}
