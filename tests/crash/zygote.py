"""Forks real workers that loaded everything already, so that a thousand can be killed in minutes.

Started as a process of its own, with the settings in its environment. Each line it reads makes one
worker, whose process number it answers with.
"""

import os
import signal
import sys

from outreach import platforms
from outreach.cli import serving


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
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serving.work()
            return
        say(number)


main()
