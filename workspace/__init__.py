"""A shared workspace of theme boards for residents, organisations and governments."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from workspace.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the application, wired; raise BadSettings when the environment holds mistakes."""
    with _no_collecting():
        # What all of it is made of is loaded here, where nothing looks for garbage meanwhile.
        from workspace.application import wire
        from workspace.config import read_settings

        return wire(settings or read_settings(os.environ))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Do not look for garbage: a start makes many objects that all stay, and no garbage to speak of.

    Looking through them again and again took a quarter of the start.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
