"""Forks real workers that loaded everything already, so that a thousand can be killed in minutes.

Started as a process of its own, with the settings in its environment. Each line it reads makes one
worker, whose process number it answers with.
"""

import ctypes
import os
import signal
import sys

from outreach import platforms
from outreach.cli import serving

PR_SET_PDEATHSIG = 1


def say(answer: object) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def main() -> None:
    if os.environ.get("OUTREACH_DATABASE_URL", "").startswith("postgresql"):
        from outreach.worker import crew

        assert crew.Crew
    platforms.measure_length(platforms.PlatformName.X, "")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say("ready")
    while sys.stdin.readline():
        number = os.fork()
        if number == 0:
            _die_with_the_test()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serving.work()
            return
        say(number)


def _die_with_the_test() -> None:
    """Where the system knows how: whoever kills the test kills its workers too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


main()
