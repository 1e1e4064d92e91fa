"""Static files under names that carry a hash of their content, compressed once, cached for ever."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

PREFIX = "/static/"
# What a style sheet takes from a neighbouring folder: its fonts.
FROM_STYLE = re.compile(r"""url\("\.\./([^"]+)"\)""")


def style_sheets(source: Path) -> list[Path]:
    """Return the style sheets that every page uses, the one that sets the order of the layers first."""
    sheets = sorted(path for path in (source / "css").glob("*.css") if path.name != "theme.css")
    return sorted(sheets, key=lambda path: path.name != "app.css")


class StaticFiles:
    """A copy of the static folder in which each name says what the file holds."""

    def __init__(self, source: Path, target: Path, extra: dict[str, Path]) -> None:
        """Copy `source`, and the `extra` files by the name they take, to `target`."""
        self._urls: dict[str, str] = {}
        files = {str(path.relative_to(source)): path for path in source.rglob("*") if path.is_file()}
        self._target = target
        target.mkdir(parents=True, exist_ok=True)
        # Style sheets come last: they name other files, and those have their new names by then.
        for name, path in sorted((files | extra).items(), key=lambda item: item[0].endswith(".css")):
            self._add(name, path.read_bytes())
        self._add("css/all.css", b"\n".join(path.read_bytes() for path in style_sheets(source)))

    def _add(self, name: str, content: bytes) -> None:
        if name.endswith(".css"):
            content = FROM_STYLE.sub(self._renamed, content.decode()).encode()
        stem = Path(name)
        hashed = stem.with_name(f"{stem.stem}.{sha256(content).hexdigest()[:12]}{stem.suffix}")
        self._urls[name] = f"{PREFIX}{hashed.as_posix()}"
        copy = self._target / hashed
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
            compressor = Compressor(quiet=True)
            if compressor.should_compress(str(copy)):
                list(compressor.compress(str(copy)))

    def _renamed(self, found: re.Match[str]) -> str:
        return f'url("{self._urls[found[1]]}")' if found[1] in self._urls else found[0]

    def url(self, name: str) -> str:
        """Return the address of a static file; raise KeyError when there is none of that name."""
        return self._urls[name]

    def in_front_of(self, application: Any) -> WhiteNoise:
        """Return the application with its static files answered before it."""
        known = frozenset(self._urls.values())
        return WhiteNoise(
            application,
            root=str(self._target),
            prefix=PREFIX,
            max_age=60,
            immutable_file_test=lambda path, url: url in known,
        )

    def names(self) -> Iterable[str]:
        """Return the names by which templates ask for files."""
        return self._urls.keys()
