"""The routes of working together: an act of `rights.ACTS`, its endpoints, and whether it hides (404)."""

TOGETHER: tuple[tuple[str, str, bool], ...] = (
    ("mind one's own account", "digests.choose", False),
    (
        "stop mail, or choose less, by the key in a message",
        "digests.stopping, digests.stop, digests.change",
        False,
    ),
)
