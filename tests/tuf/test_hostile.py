"""A hostile repository against the shipped program: eleven attacks, many variants each, and none gets anything in.

Each fetch stays within 30 s, 64 MiB of memory and 8 MiB of disk, ends with the code that names what is wrong, and leaves
the Pack that was there as it was; and when all is honest again, the next Pack comes.
"""

import attacks_choice
import attacks_data
import attacks_means
import attacks_signing
import attacks_time
import pytest
from scene import TAKEN, Scene

GROUPS = (attacks_signing, attacks_data, attacks_time, attacks_choice, attacks_means)
CASES = [case for group in GROUPS for case in group.CASES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_hostile(case, tmp_path, record_property):
    record_property("group", f"hostile: {case.attack}")
    scene = Scene(tmp_path)
    try:
        case.play(scene)
        outcome = scene.fetch(case.ends, at=scene.at)
        record_property("seconds", outcome.seconds)
        record_property("MiB", outcome.peak / (1 << 20))
        if case.after:
            case.after(scene)
            scene.fetch(TAKEN, at=scene.at)
    finally:
        scene.stop()
