"""What every import shares: the text of a file, and its mistakes, each with its line."""

from dataclasses import dataclass, field
from pathlib import Path

SHOWN_AT_MOST = 20
LARGEST = 100 * 1024 * 1024  # bytes


class BadFile(Exception):
    """A file that is refused; the message names file, line and reason of the first twenty mistakes."""


@dataclass
class Mistakes:
    """Everything that is wrong with one file."""

    file: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Note what is wrong in this line; lines count from 1, and 0 stands for the file as a whole."""
        self.found.append((line, reason))

    def refuse(self) -> None:
        """Raise BadFile when anything was wrong."""
        if not self.found:
            return
        found = sorted(self.found)
        told = [
            f"{self.file}:{line}: {reason}" if line else f"{self.file}: {reason}"
            for line, reason in found[:SHOWN_AT_MOST]
        ]
        if len(found) > SHOWN_AT_MOST:
            told.append(f"… and {len(found) - SHOWN_AT_MOST} more.")
        raise BadFile("\n".join([*told, "Nothing was imported."]))


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark; raise BadFile."""
    mistakes = Mistakes(path)
    try:
        content = path.read_bytes()
    except OSError as problem:
        mistakes.add(0, f"cannot be read: {problem.strerror}.")
        mistakes.refuse()
    if len(content) > LARGEST:
        mistakes.add(0, f"is larger than {LARGEST // 1024 // 1024} MB.")
    mistakes.refuse()
    text = ""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        mistakes.add(content.count(b"\n", 0, problem.start) + 1, "is not UTF-8. Save the file as UTF-8.")
    if "\0" in text:
        mistakes.add(text.count("\n", 0, text.index("\0")) + 1, "holds a NUL character, which is no text.")
    mistakes.refuse()
    return text
