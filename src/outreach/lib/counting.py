"""A count with the right form of its noun."""


def plural(count: int, one: str, many: str = "") -> str:
    """The count and its noun: "1 story", "12 stories"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
