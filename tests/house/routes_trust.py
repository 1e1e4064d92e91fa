"""The routes of access, personal data and running it: act, endpoints, hides (404) or not."""

TRUST: tuple[tuple[str, str, bool], ...] = ()
