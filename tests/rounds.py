"""How far the long tests go: a share of their cases in `make test`, all of them in `make assure`."""

import os

ALL = bool(os.environ.get("ASSURE"))


def rounds(of: int, *, few: int) -> int:
    """Return how many rounds to go: all of them when assuring, otherwise a few."""
    return of if ALL else few


def has_turn(case: int, place: int, *, of: int, few: int) -> bool:
    """Tell whether the thing at this place meets this case: each meets `few` of them, in turns, or all."""
    return ALL or (case + place) % of < few
