"""What a browser is told with every answer, also with those that are given before Flask.

What internet.nl tests, and what the NCSC guideline for web applications (ICT-beveiligingsrichtlijnen) asks.
"""

from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[..., Iterable[bytes]]
Header = tuple[str, str]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
# A file, a picture, a table: whatever is no page of ours may run nothing, should a browser open it as one.
OF_NO_PAGE = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
# What no page here uses; passkeys are of this site only.
PERMISSIONS = ", ".join(
    [f"{power}=()" for power in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
        "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
        "usb", "xr-spatial-tracking",
    )]
    + [f"{power}=(self)" for power in ("publickey-credentials-create", "publickey-credentials-get")]
)  # fmt: skip

SECURITY_HEADERS: tuple[Header, ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Permitted-Cross-Domain-Policies", "none"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")  # a year
PAGE = "text/html"


def in_front_of(application: Wsgi, *, https: bool) -> Wsgi:
    """Return the application with these headers on each of its answers that does not set them itself."""
    always = (*SECURITY_HEADERS, HTTPS_ONLY) if https else SECURITY_HEADERS

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[Header], *more: Any) -> Any:
            return start_response(status, [*headers, *_missing(headers, always)], *more)

        return application(environ, start)

    return answer


def _missing(headers: list[Header], always: tuple[Header, ...]) -> list[Header]:
    said = {name.lower(): value for name, value in headers}
    policy = CONTENT_SECURITY_POLICY if said.get("content-type", PAGE).startswith(PAGE) else OF_NO_PAGE
    wanted = (("Content-Security-Policy", policy), *always)
    return [header for header in wanted if header[0].lower() not in said]
