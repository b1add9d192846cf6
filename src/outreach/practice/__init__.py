"""The practice network: a pretend X, Facebook and Instagram, with a town of readers.

It is the outside world to every other room and knows none of them. It is spoken to over HTTP with
the real client libraries; only whoever starts it has its control room.
"""

from outreach.practice.accounts import open_account
from outreach.practice.app import create_app
from outreach.practice.counters import describe, post_counters, truth
from outreach.practice.faults import Fault, Host, Kind, Operation
from outreach.practice.history import seed_history
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.server import PortTaken, Serving, open_world, run, serve_in_thread
from outreach.practice.settling import build
from outreach.practice.store import Store
from outreach.practice.world import Generation, PracticeClock, World

__all__ = [
    "Fault",
    "Generation",
    "Host",
    "Kind",
    "Network",
    "NetworkAccount",
    "NetworkPost",
    "Operation",
    "PortTaken",
    "PracticeClock",
    "Serving",
    "Store",
    "World",
    "build",
    "create_app",
    "describe",
    "open_account",
    "open_world",
    "post_counters",
    "run",
    "seed_history",
    "serve_in_thread",
    "truth",
]
