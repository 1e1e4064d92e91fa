"""Municipalities against themes, in as many columns as a page holds: a pure rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

COLUMNS = 8  # of themes; what does not fit stands together in the last

Thing = TypeVar("Thing")


class Matrix(NamedTuple, Generic[Thing]):
    """Names of the columns, and rows with a list of things for each column."""

    columns: Sequence[str]
    has_others: bool  # the last column holds all themes that have no column of their own
    rows: Sequence[tuple[str, Sequence[Sequence[Thing]]]]


def matrix_of(things: Iterable[tuple[str, str, Thing]]) -> Matrix[Thing]:
    """Return things by place and theme; themes of the same name stand together, the commonest first.

    Names that differ in capitals only are the same name.
    """
    found = list(things)
    names: dict[str, str] = {}
    places: dict[str, set[str]] = defaultdict(set)
    for place, theme, _thing in found:
        names[theme.casefold()] = min(theme, names.get(theme.casefold(), theme))
        places[theme.casefold()].add(place)
    common = Counter({key: len(where) for key, where in places.items()})
    keys = sorted(common, key=lambda key: (-common[key], key))
    has_others = len(keys) > COLUMNS
    shown = keys[: COLUMNS - 1] if has_others else keys
    width = len(shown) + has_others
    rows: dict[str, list[list[Thing]]] = defaultdict(lambda: [[] for _ in range(width)])
    for place, theme, thing in found:
        key = theme.casefold()
        rows[place][shown.index(key) if key in shown else -1].append(thing)
    return Matrix([names[key] for key in shown], has_others, sorted(rows.items()))
