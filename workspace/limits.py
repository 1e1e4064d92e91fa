"""How often one person or one address may try something."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any

from flask import Response, current_app, request
from flask_limiter import Limiter
from flask_login import current_user
from limits import parse
from werkzeug.exceptions import TooManyRequests

from workspace.config import Settings
from workspace.counts import Counts, counts_at


def set_size(endpoint: str | None, values: object) -> None:
    """Let a request be as large as its view takes, before anything of it is read."""
    view = current_app.view_functions.get(endpoint or "")
    largest: int | None = getattr(view, "takes_bytes", None)
    if largest is not None:
        request.max_content_length = largest
    text: int | None = getattr(view, "takes_text", None)
    if text is not None:
        request.max_form_memory_size = text


def takes(largest: int, *, text: int | None = None) -> Callable[[Any], Any]:
    """Let a view be sent this many bytes; any other takes MAX_CONTENT_LENGTH.

    `text`: of which so many typed, where others take MAX_FORM_MEMORY_SIZE. What is too long can then be told
    beside what was typed.
    """

    def mark(view: Any) -> Any:
        view.takes_bytes, view.takes_text = largest, text
        return view

    return mark


def client_address() -> str:
    """Return the address that a request comes from; a household shares one IPv6 /64."""
    address = ip_address(request.remote_addr or "127.0.0.1")
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def typed_address() -> str:
    """Return a key for the e-mail address that was typed, whoever typed it; not the address itself."""
    return key_of_address(request.form.get("email", ""))


def key_of_address(address: str) -> str:
    """Return a key for an e-mail address, wherever it came from; not the address itself."""
    return sha256(address.strip().lower().encode(errors="replace")).hexdigest()


def count_one(allowed: str, scope: str, *, key: str = "") -> None:
    """Count one try of this scope from this address, or by this key; answer 429 when there were too many.

    It counts together with the views that are `limited` by the same scope and key.
    """
    if not is_within(allowed, scope, key=key or client_address()):
        raise TooManyRequests(retry_after=parse(allowed).get_expiry())


def is_within(allowed: str, scope: str, *, key: str) -> bool:
    """Count one of this scope by this key, and tell whether there were no more than allowed."""
    return not limiter.enabled or bool(limiter.limiter.hit(parse(allowed), key, scope))


_under_way: set[str] = set()
_holding = Lock()


@contextmanager
def one_at_a_time(key: str) -> Iterator[None]:
    """Do something heavy for one person once at a time in this process; answer 429 to who asks meanwhile."""
    with _holding:
        if key in _under_way:
            raise TooManyRequests
        _under_way.add(key)
    try:
        yield
    finally:
        with _holding:
            _under_way.discard(key)


class ViewLimits(Limiter):
    """Limits stand on views only, so there is nothing to look up before each request."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = ViewLimits(client_address)


def limit_settings(settings: Settings) -> dict[str, object]:
    """Return what the limiter is told: where all processes count together."""
    return {
        "RATELIMIT_STORAGE_URI": counts_at(settings.database_url),
        "RATELIMIT_STORAGE_OPTIONS": {"secret": settings.secret_key},
        "RATELIMIT_HEADERS_ENABLED": True,
    }


def forget_old_counts() -> None:
    """Remove the counts that no limit looks at any more."""
    if isinstance(limiter.storage, Counts):
        limiter.storage.forget_old()


def limited(
    setting: str, scope: str, *, key: Callable[[], str] = client_address, mistakes_only: bool = False
) -> Callable[[Any], Any]:
    """Let a view be sent no more often than a setting says, together with all views of the same scope.

    With `mistakes_only` no answer but a 422 counts: a whole office may sign in behind one address.
    """

    def allowed() -> str:
        return str(getattr(current_app.extensions["settings"], setting))

    def counts(response: Response) -> bool:
        return response.status_code == 422 or not mistakes_only

    return limiter.shared_limit(
        allowed,
        scope,
        key_func=key,
        methods=["POST"],
        deduct_when=counts if mistakes_only else None,
    )


def _person() -> str:
    return f"person {current_user.id}"


def posting(view: Any) -> Any:
    """Let one person, and one address, post no more often than the settings say, whatever they post."""
    return limited("limit_posts", "posts", key=_person)(limited("limit_posts_of_address", "posts")(view))
