"""Take every ratio and print it: `make bench`."""

import sys
import tempfile
from pathlib import Path

from bench import composing, counting, drawing, sending, telling

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for part in (counting, composing, telling, drawing, sending):
            for ratio in part.ratios(Path(folder)):
                sys.stdout.write(f"{ratio}\n")
                sys.stdout.flush()
