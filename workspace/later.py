"""Libraries that take long to load, and that most commands never use: loaded when something of them is used.

Written like this, so that types are checked as of any import:

    if TYPE_CHECKING:
        import networkx as nx
    else:
        nx = later("networkx")

A server loads them before its first visitor comes, who so waits for none of them.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

_for_visitors: set[str] = set()


class _Later(ModuleType):
    """Stands for a module until it is used, and hands on what is asked of it."""

    def __getattr__(self, name: str) -> Any:
        # Of two threads that come at once, one loads it and the other waits.
        return getattr(import_module(self.__name__), name)


def later(name: str, *, for_visitors: bool = True) -> ModuleType:
    """Return what stands for this module, which is loaded when one of its names is asked for.

    `for_visitors`: no, when a server of most installations never uses it.
    """
    if for_visitors:
        _for_visitors.add(name)
    return _Later(name)


def load_for_visitors() -> frozenset[str]:
    """Load what was put off and a page may use, in a process that serves; return the names."""
    for name in sorted(_for_visitors):
        import_module(name)
    return frozenset(_for_visitors)
