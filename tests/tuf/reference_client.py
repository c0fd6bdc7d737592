#!/usr/bin/env python3
"""The client of the Python package `tuf`, in the shape that these tests drive: it proves the tests themselves.

TUF_CLIENT=tests/tuf/reference_client.py pytest tests/tuf ...
"""

import argparse
import shutil
import sys
from pathlib import Path

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--metadata-url")
    words.add_argument("--metadata-dir", required=True)
    words.add_argument("--target-name", action="append", default=[])
    words.add_argument("--target-base-url")
    words.add_argument("--target-dir")
    words.add_argument("verb", choices=["init", "refresh", "download"])
    words.add_argument("root", nargs="?")
    given = words.parse_args()
    if given.verb == "init":
        shutil.copyfile(given.root, Path(given.metadata_dir) / "root.json")
        return 0
    try:
        updater = Updater(
            given.metadata_dir, given.metadata_url, given.target_dir, given.target_base_url, bootstrap=None
        )
        updater.refresh()
        for name in given.target_name:
            target = updater.get_targetinfo(name)
            if target is None:
                raise RepositoryError(f"no target {name}")
            if updater.find_cached_target(target) is None:
                updater.download_target(target)
    except (RepositoryError, DownloadError, ValueError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
