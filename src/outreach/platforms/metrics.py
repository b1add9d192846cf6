"""Our names for the numbers that platforms tell; sources: docs/reference/metrics.md."""

from enum import StrEnum


class Metric(StrEnum):
    """One kind of number. People and times are never the same kind."""

    #: People who met the post or the account, each counted once within the window.
    REACH = "reach"
    #: Times the post was shown on X.
    IMPRESSIONS = "impressions"
    #: Times the post or the account's posts were shown or played on Facebook or Instagram.
    VIEWS = "views"
    #: Likes.
    LIKES = "likes"
    #: Reactions of every kind, likes among them.
    REACTIONS = "reactions"
    #: Replies on X.
    REPLIES = "replies"
    #: Comments on Facebook or Instagram.
    COMMENTS = "comments"
    #: Reposts on X.
    REPOSTS = "reposts"
    #: Posts on X that quote the post.
    QUOTES = "quotes"
    #: Times the post was shared on Facebook or Instagram.
    SHARES = "shares"
    #: Times the post was kept for later on X.
    BOOKMARKS = "bookmarks"
    #: Times the post was kept for later on Instagram.
    SAVES = "saves"
    #: Clicks on a link in the post.
    LINK_CLICKS = "link_clicks"
    #: Visits to the account's page that began at the post.
    PROFILE_VISITS = "profile_visits"
    #: Acts of every kind on the post, as the platform adds them up.
    ENGAGEMENTS = "engagements"
    #: Follows that began at the post.
    FOLLOWS = "follows"
    #: People who follow the account.
    FOLLOWERS = "followers"
    #: People who began to follow within the window.
    FOLLOWERS_GAINED = "followers_gained"
    #: People who stopped following within the window.
    FOLLOWERS_LOST = "followers_lost"
