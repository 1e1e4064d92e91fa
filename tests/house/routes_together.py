"""The routes of working together: an act of `rights.ACTS`, its endpoints, and whether it hides (404)."""

TOGETHER: tuple[tuple[str, str, bool], ...] = ()
