"""One file per room. A route declares, reads, calls and answers; it holds no rule and no query."""

from outreach.web.routes import (
    approvals,
    calendar,
    campaigns,
    composing,
    entry,
    files,
    holds,
    people,
    plain,
    posts,
    records,
    report,
    sends,
    settings,
    stories,
    today,
)

ROUTERS = (
    plain.router,
    entry.router,
    today.router,
    calendar.router,
    approvals.router,
    holds.router,
    stories.router,
    files.router,
    composing.router,
    posts.router,
    sends.router,
    report.router,
    campaigns.router,
    people.router,
    records.router,
    settings.router,
)
