"""What can go wrong while a post is sent, what comes of it, and the test that shows it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """Something that goes wrong, what comes of it, and the test named after it."""

    what: str
    outcome: str
    file: str
    test: str


FAULTS: tuple[Fault, ...] = (
    Fault(
        "The worker dies after the claim",
        "The lease runs out, it is scheduled again, and sent once.",
        "tests/delivery/test_reconciling.py",
        "test_a_worker_that_died_after_the_claim_sent_nothing",
    ),
    Fault(
        "The worker dies after the mark, before the first byte",
        "The account is read after the grace; it is not there, and is sent once.",
        "tests/delivery/test_dead_workers.py",
        "test_after_the_mark_and_before_the_first_byte",
    ),
    Fault(
        "The worker dies after the bytes, before the answer",
        "The account is read, it is found, and not sent again.",
        "tests/delivery/test_dead_workers.py",
        "test_after_the_bytes_and_before_the_answer",
    ),
    Fault(
        "The worker dies after the answer, before it is kept",
        "The same.",
        "tests/delivery/test_dead_workers.py",
        "test_after_the_answer_and_before_it_is_kept",
    ),
    Fault(
        "The worker dies while it reads an account",
        "It is unknown again, and read again.",
        "tests/delivery/test_reconciling.py",
        "test_a_reader_that_died_leaves_the_question_open",
    ),
    Fault(
        "The worker sleeps for five minutes after the mark",
        "It does not send; the account is read, and it is sent once.",
        "tests/delivery/test_dead_workers.py",
        "test_asleep_for_five_minutes_after_the_mark",
    ),
    Fault(
        "A worker's answer comes after it was overtaken",
        "A receipt counts, for proof beats a guess; a refusal changes nothing.",
        "tests/delivery/test_reconciling.py",
        "test_a_late_refusal_of_an_old_worker_changes_nothing",
    ),
    Fault(
        "A real worker is killed at random",
        "Nothing is lost, nothing is there twice.",
        "tests/crash/test_killed_worker.py",
        "test_kills_on_sqlite_lose_nothing_and_send_nothing_twice",
    ),
    Fault(
        "Real workers on PostgreSQL are killed at random",
        "The same.",
        "tests/crash/test_killed_worker.py",
        "test_kills_on_postgres_lose_nothing_and_send_nothing_twice",
    ),
    Fault(
        "The database is stopped while posts go out, and started again",
        "The answers are kept once it is back; nothing is there twice.",
        "tests/crash/test_stopped_database.py",
        "test_a_database_that_stops_and_comes_back",
    ),
    Fault(
        "The database is locked for too long, or the disk is full, at any commit",
        "That round fails, nothing leaves without its mark, and the next round goes on.",
        "tests/delivery/simulation/test_seeds.py",
        "test_whatever_goes_wrong_every_post_ends_well",
    ),
    Fault(
        "All of this at once, two workers, people at work",
        "Every post ends well, for every seed.",
        "tests/delivery/simulation/test_seeds.py",
        "test_ten_thousand_seeds_end_well",
    ),
    Fault(
        "The state of pauses cannot be read",
        "Nothing is sent.",
        "tests/delivery/test_dispatch.py",
        "test_without_the_hold_gate_nothing_is_sent",
    ),
    Fault(
        "A pause comes between the mark and the first byte",
        "It does not leave; a person decides.",
        "tests/delivery/test_holds.py",
        "test_a_hold_between_the_mark_and_the_first_byte_stops_it",
    ),
    Fault(
        "The connection is refused",
        "It is tried again later, and given up with a sentence when it stays so.",
        "tests/delivery/test_dispatch.py",
        "test_an_unreachable_platform_is_tried_again_later",
    ),
    Fault(
        "The request is lost on its way",
        "It is unknown; read, absent, and sent once.",
        "tests/delivery/test_reconciling.py",
        "test_a_lost_request_is_sent_once_after_the_account_was_read",
    ),
    Fault(
        "The answer is lost after the platform took it",
        "It is unknown; read, and found.",
        "tests/delivery/test_reconciling.py",
        "test_a_lost_answer_is_found_and_not_sent_again",
    ),
    Fault(
        "The platform answers with an error of its own",
        "It is unknown, for it may have been taken.",
        "tests/platforms/test_x_publishing.py",
        "test_an_answer_that_says_nothing_leaves_the_outcome_unknown",
    ),
    Fault(
        "The platform shows a post later than the grace",
        "If it was sent again meanwhile, it is there twice: the promise rests on the grace.",
        "tests/delivery/simulation/test_seeds.py",
        "test_a_platform_that_shows_later_than_the_grace_is_found_out",
    ),
    Fault(
        "The account cannot be read for an hour",
        "A person is asked.",
        "tests/delivery/test_reconciling.py",
        "test_an_account_that_cannot_be_read_is_read_again_then_a_person_is_asked",
    ),
    Fault(
        "The platform asks to wait",
        "Nothing is tried before, and no try is used up.",
        "tests/delivery/test_dispatch.py",
        "test_a_request_to_wait_is_obeyed_and_counts_no_attempt",
    ),
    Fault(
        "The credentials are refused",
        "The account's posts wait until a person connects it again.",
        "tests/delivery/test_dispatch.py",
        "test_refused_credentials_park_the_account_and_its_posts",
    ),
    Fault(
        "X calls a first try a duplicate",
        "It is refused, with the reason.",
        "tests/platforms/test_x_publishing.py",
        "test_a_duplicate_at_first_try_is_refused",
    ),
    Fault(
        "X calls a second try a duplicate",
        "It is unknown, and the account is read.",
        "tests/platforms/test_x_publishing.py",
        "test_a_duplicate_after_an_earlier_try_is_a_reason_to_look",
    ),
    Fault(
        "The machine's clock jumps",
        "Nothing is sent until two readings agree.",
        "tests/worker/test_ticker.py",
        "test_a_clock_that_jumps_ahead_sends_nothing_until_it_is_right_again",
    ),
    Fault(
        "A chosen time does not exist, or happens twice",
        "It is moved and told; the first of the two is taken.",
        "tests/delivery/test_timetable.py",
        "test_clock_changes_are_resolved_and_told",
    ),
    Fault(
        "The worker that sends is killed, and another waits",
        "It goes on within five seconds.",
        "tests/worker/test_turns.py",
        "test_who_comes_second_goes_on_within_five_seconds_of_a_kill",
    ),
    Fault(
        "Two workers send at once",
        "Every post goes out once.",
        "tests/postgres/test_crew.py",
        "test_two_workers_send_every_post_once_and_none_early",
    ),
    Fault(
        "Nothing ran for two hours",
        "It is missed, not sent late, and a person is asked.",
        "tests/delivery/test_dispatch.py",
        "test_a_post_is_missed_when_its_time_is_long_past",
    ),
    Fault(
        "People edit, drop, move, pause or disconnect at the very minute",
        "What was approved goes out once, or nothing does.",
        "tests/delivery/test_people_against_time.py",
        "test_whatever_people_do_a_post_goes_out_once_as_approved_or_somebody_is_asked",
    ),
)
