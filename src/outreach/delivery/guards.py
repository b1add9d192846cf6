"""What has to be true before a way is taken, each condition by its name.

The table of ways, the check of the whole model and the reference page all read these.
"""

from enum import StrEnum


class Guard(StrEnum):
    """One condition of a way, as a person reads it."""

    #: Its minute has come; nothing is ever early.
    DUE = "due"
    #: The wait a platform asked for, or the wait between two tries, has passed.
    WAITED = "waited long enough"
    #: One post of an account at a time, the oldest first.
    ACCOUNT_FREE = "account free"
    #: Its window is open, so it may still go out.
    IN_TIME = "in time"
    #: Its window has closed, so it may not go out any more.
    TOO_LATE = "too late"
    #: Every yes it needs was given to exactly these words, pictures, account and time.
    DIGEST = "every yes is to exactly this"
    #: What was approved is not what stands here now, or a step lacks its yes now.
    NO_YES = "lacks a yes as it is now"
    #: Releases, licences, partners' answers and translations allow it at this minute.
    CLEAR = "nothing stops it"
    #: A release, a licence, a partner's answer or a translation does not allow it now.
    STOPPED = "something stops it"
    #: Its picture, or another part, cannot be read or is not what was approved.
    DAMAGED = "a part of it is damaged"
    #: No pause covers it, and the state of pauses could be read.
    HOLD = "no pause covers it"
    #: A pause covers it, or came over it since the mark.
    COVERED = "a pause covers it"
    #: The account's credentials are there and can be opened.
    CONNECTED = "account connected"
    #: The account's credentials are missing, or were refused by the platform.
    NOT_CONNECTED = "account not connected"
    #: Only people can post there.
    BY_HAND = "posted by hand"
    #: A program may post there.
    BY_API = "posted by program"
    #: The number given to this worker is still the newest, so nobody has taken the post over.
    FENCE = "fence unchanged"
    #: Whoever had it has had it for longer than anybody may.
    LEASE = "lease over"
    #: It was never marked, so no byte of it can have left.
    NOT_MARKED = "surely not sent"
    #: The row says `sending`, durably, before the first byte leaves.
    MARK_BEFORE_SEND = "mark committed first"
    #: By a clock that never jumps, so little time has passed since the mark that one request still
    #: ends within the lease.
    PAUSE_BOUND = "marked a short while ago"
    #: Nothing had left, or the platform proved that it took nothing.
    NOT_ACCEPTED = "proof that nothing was accepted"
    #: The platform said no for good, or every try was turned away.
    REFUSED = "refused for good, or tries used up"
    #: An answer that proves neither a yes nor a no, or none at all.
    UNCLEAR = "no clear answer"
    #: The platform's own id for the post, which stands for no other post here.
    RECEIPT = "the platform's id"
    #: So long after the mark that a request has landed or died, and what landed can be seen.
    GRACE = "grace over"
    #: The account was read completely, back to the first mark, and the post is not there.
    READ_BEFORE_RESEND = "read, and surely absent"
    #: The account was read, and exactly one post of it is this one.
    FOUND = "read, and found once"
    #: The account could not be read to the end.
    UNREADABLE = "not read to the end"
    #: Reading does not answer it: several look like it, it stayed unreadable, or tries are used up.
    UNDECIDABLE = "reading cannot tell"
    #: It was turned away less often than a post may be.
    TRIES_LEFT = "tries left"
    #: It was not out when the backup was made, and could have gone out since.
    MAYBE_SINCE = "may be out since the backup"
    #: A person looked at the platform and saw it there.
    SEEN = "a person saw it there"
    #: A person looked at the platform and it was not there.
    NOT_SEEN = "a person saw that it is not there"
    #: A person chose this.
    CHOSEN = "a person chose it"


#: What is proved once more before the call that makes a post public: the row first, and the time
#: last, because the database may have kept the worker waiting.
BEFORE_THE_CALL = (Guard.MARK_BEFORE_SEND, Guard.FENCE, Guard.HOLD, Guard.PAUSE_BOUND)
