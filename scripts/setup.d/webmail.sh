# Real webmail servers, for the tests that read them (tests/webmail/). The tests start them by themselves, each in a folder
# that goes away again: as services of this machine they must not run, now or after its next start. Where one cannot be had,
# its tests are skipped and say so; nothing else depends on it.

setup_webmail() {
  if ! has apt-get; then
    say '  left out   webmail servers: they come as packages of Debian; their tests are skipped'
    return
  fi
  local php
  php=$(php_version)
  # Naming the modules of one version keeps a whole web server from being chosen for "php".
  webmail_server Roundcube dovecot-imapd "$php-cgi" "$php-cli" "$php-sqlite3" \
    roundcube-core roundcube-sqlite3 roundcube-skin-larry roundcube-skin-classic
  webmail_server SOGo dovecot-imapd mariadb-server-core memcached sogo
  webmail_server Horde dovecot-imapd "$php-cgi" "$php-cli" php-horde-imp
}

# Which PHP this system has: php8.2.
php_version() {
  LC_ALL=C apt-cache depends php-cgi 2>/dev/null | sed -n 's/^ *Depends: \(php[0-9.]*\)-cgi$/\1/p' | head -n 1
}

# webmail_server NAME PACKAGE…
webmail_server() {
  local name=$1 tried=$STATE/no-webmail-$1
  shift
  # What could not be had is asked for again tomorrow, and not at each run of the tests.
  if ! all_installed "$@" && [ -z "$(find "$tried" -mtime -1 2>/dev/null)" ] && ! install_asleep "$@"; then
    : >"$tried"
  fi
  if all_installed "$@"; then
    rm -f "$tried"
    found "webmail server $name"
  else
    say "  left out   webmail server $name: its packages cannot be installed here ($STATE/apt.log); its tests are skipped"
  fi
}

# all_installed PACKAGE…
all_installed() {
  local there
  there=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | grep -c '^.i ')
  [ "$there" = $# ]
}

# install_asleep PACKAGE…: as apt_install, but nothing that comes with them is started, and nothing else has to go for them.
install_asleep() {
  local package before after policy=/usr/sbin/policy-rc.d
  apt_update
  for package in "$@"; do
    [ -n "$(apt_version "$package")" ] || return 1
  done
  # Somebody else's rule about services stands; if it lets them start, this is not the place to install them.
  if [ -e "$policy" ] && [ "$("$policy" dovecot start >/dev/null 2>&1; printf '%s' $?)" != 101 ]; then return 1; fi
  installing "$*"
  before=$(installed_packages)
  (
    if ! [ -e "$policy" ]; then
      trap 'as_root rm -f "$policy"' EXIT
      printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
      as_root chmod +x "$policy"
    fi
    # It would ask which database and which web server are to be set up for it: none.
    printf '%s\n' 'roundcube-core roundcube/dbconfig-install boolean false' \
      'roundcube-core roundcube/reconfigure-webserver multiselect' | as_root debconf-set-selections
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends --no-remove "$@"
  ) >>"$STATE/apt.log" 2>&1 || return 1
  after=$(installed_packages)
  keep_asleep $(comm -13 <(printf '%s\n' "$before") <(printf '%s\n' "$after"))
}

installed_packages() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^.i  *//p' | LC_ALL=C sort
}

# keep_asleep PACKAGE…: whatever these would start with the machine, they no longer do.
keep_asleep() {
  has systemctl || return 0
  local units
  mapfile -t units < <(dpkg -L "$@" 2>/dev/null | sed -nE 's#^.*/systemd/system/([^/@]*\.(service|socket|timer|path))$#\1#p' | sort -u)
  [ ${#units[@]} = 0 ] || as_root systemctl disable "${units[@]}" >>"$STATE/apt.log" 2>&1 || true
}
