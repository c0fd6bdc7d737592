# Python with the packages of tests/tuf/requirements.txt, for the tests of what comes from an update repository:
# the package tuf is a signer and a hostile repository that none of our own code has a part in.

PYTHON_AT_LEAST=3.10
TUF_VENV=target/tools/tuf-venv

setup_python() {
  if tuf_venv_is_current; then
    found "Python packages: as tests/tuf/requirements.txt says, in $TUF_VENV"
  else
    tuf_venv_make
  fi
  # The tests that turn the clock need it; there is no such program for Windows.
  if has faketime || apt_install faketime; then
    found 'faketime'
  else
    by_hand 'faketime' 'faketime: package faketime; on macOS: brew install libfaketime'
  fi
}

tuf_venv_is_current() {
  [ -x "$TUF_VENV/bin/python" ] && cmp -s tests/tuf/requirements.txt "$TUF_VENV/installed" && "$TUF_VENV/bin/python" -c ''
}

tuf_venv_make() {
  local python
  python=$(find_python) || {
    if apt_install python3 python3-venv; then hash -r; fi
    python=$(find_python)
  } || {
    by_hand "Python $PYTHON_AT_LEAST or newer" \
      "Python $PYTHON_AT_LEAST or newer with its modules venv and ensurepip (Debian: apt install python3 python3-venv; else: https://www.python.org/downloads)"
    return
  }
  found "Python $("$python" -c 'import platform; print(platform.python_version())'): $python"
  installing 'Python packages (pip install -r tests/tuf/requirements.txt)'
  rm -rf "$TUF_VENV"
  mkdir -p "${TUF_VENV%/*}"
  {
    "$python" -m venv "$TUF_VENV" &&
      "$TUF_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r tests/tuf/requirements.txt
  } >"$STATE/python.log" 2>&1 || {
    tail -n 3 "$STATE/python.log" >&2
    by_hand 'Python packages' "The packages of tests/tuf/requirements.txt from https://pypi.org could not be installed; all that was said: $STATE/python.log"
    return
  }
  cp tests/tuf/requirements.txt "$TUF_VENV/installed"
}

# A Python that is new enough and can make such a folder.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if has "$name" && at_least "$PYTHON_AT_LEAST" "$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" &&
      "$name" -c 'import ensurepip, venv' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}
