"""Names of places in a text that people elsewhere read: pure rules, no database (N27)."""

import re
from collections.abc import Iterable

# As in "Landerds", "Landerdse", "de Landerders".
ENDINGS = r"(?:'?s|se|er|ers|sch|sche)?"
BEFORE = r"(?:\b(?:in|te|van|uit|voor|gemeente|de gemeente)\s+)*"


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return which of these names of places stand in a text, in whatever case, each once."""
    return [name for name in dict.fromkeys(names) if name and _pattern(name).search(text)]


def without_names(title: str, names: Iterable[str]) -> str:
    """Return a title without names of places, and without the small word before them; perhaps nothing."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        title = re.sub(BEFORE + _pattern(name).pattern, " ", title, flags=re.IGNORECASE)
    return " ".join(title.split()).strip(" -–,:()")


def _pattern(name: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    return re.compile(rf"(?<!\w){words}{ENDINGS}(?!\w)", re.IGNORECASE)
