"""What kind of device somebody uses, in words of ours: less than its browser tells.

What the browser sends is never kept: it tells versions and makes, which together point at one person.
"""

SENT_AT_MOST = 400  # characters of the header that are looked at

# The first sign found decides: nearly every browser also calls itself Chrome and Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
ON = " op "
UNKNOWN = "unknown"


def device_of(user_agent: str | None) -> str:
    """Return what is kept of what a browser calls itself, as "Firefox op Android"; "" for nothing known."""
    sent = (user_agent or "")[:SENT_AT_MOST]
    browser = next((name for sign, name in BROWSERS if sign in sent), "")
    system = next((name for sign, name in SYSTEMS if sign in sent), "")
    return ON.join(filter(None, (browser, system)))


def code_of(device: str) -> str:
    """Return a kind of device as one code, as "Firefox_op_Android"; "unknown" for nothing known."""
    return device.replace(" ", "_") or UNKNOWN


def parts(device: str) -> tuple[str, str]:
    """Return the browser and the system of what is kept; one of the two, or both, may be unknown ("")."""
    browser, on, system = device.partition(ON)
    if not on and browser in {name for _, name in SYSTEMS}:
        return "", browser
    return browser, system
