"""One file per room. A route declares, reads, calls and answers; it holds no rule and no query."""

from outreach.web.routes import entry, plain

ROUTERS = (plain.router, entry.router)
