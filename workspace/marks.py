"""What a view says of itself, for the door and the request to read. Views take these from `web.py`."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

View = Callable[..., ResponseReturnValue]


def _marking(name: str, value: object) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, name, value)
        return view

    return mark


def public(reason: str) -> Callable[[View], View]:
    """Open a view to visitors who are not signed in. Say why."""
    return _marking("public_because", reason)


def sensitive(reason: str) -> Callable[[View], View]:
    """Ask whoever comes here to confirm that it is them, unless they did so a moment ago. Say why.

    For what somebody at a computer that was left open must not do. Nothing that was typed is lost (door.py).
    """
    return _marking("sensitive_because", reason)


def before_second_step(reason: str) -> Callable[[View], View]:
    """Open a view to whoever must still set up a second step, and may do nothing else. Say why."""
    return _marking("before_second_step_because", reason)


def prepares(reason: str) -> Callable[[View], View]:
    """Say that a view has slow work to do, such as hashing, before it changes anything. Say what.

    It holds no write lock, and its form is not claimed, until it calls `begin_writing`.
    """
    return _marking("prepares_because", reason)


def without_csrf(reason: str) -> Callable[[View], View]:
    """Let a view be sent by machines that saw no page of ours. Say why nobody can be tricked into it."""
    return _marking("no_csrf_because", reason)


def finishes(do: Callable[..., str]) -> Callable[[View], View]:
    """Say that what a visitor asks for here is done as soon as they have signed in, without asking again.

    `do` gets what is in the address, does it as the person who signed in, and returns where to go on. Only
    for what somebody may as well have wanted who followed a link to it, and can take back.
    """
    return _marking("finish", do)
