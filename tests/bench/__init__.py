"""Speed as ratios: what a job costs us against a limit taken in the same run, on the same machine.

Milliseconds differ between machines and hours; a ratio says how much of the cost is ours.
"""
