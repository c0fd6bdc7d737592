"""Runs a program and writes down what it took: `measure.py REPORT SECONDS LARGEST_FILE COMMAND…`.

A program of its own, and a small one: what a process has held counts for the process that it starts,
and a test runner holds more than what is measured.
"""

import json
import os
import resource
import signal
import sys
import time


def main() -> None:
    report, seconds, largest, *command = sys.argv[1:]
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setsid()
        # Python ignores these; a program that writes too much shall end by it.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
        os.execv(command[0], command)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(int(seconds))
    _, status, usage = os.wait4(child, 0)
    # macOS counts bytes, all others KiB.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    took = time.monotonic() - began
    with open(report, "w") as file:
        json.dump({"status": os.waitstatus_to_exitcode(status), "seconds": took, "peak": peak}, file)


main()
