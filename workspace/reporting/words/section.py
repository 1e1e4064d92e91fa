"""A section of a report as it is drawn from facts."""

from dataclasses import dataclass

from workspace.documents import Block


@dataclass(frozen=True)
class DrawnSection:
    """A section: words that people may edit, with figures under it that they may not.

    The words are paragraphs with an empty line between them; a line that begins with "- " is a bullet. What
    somebody said stands in the figures only, so that it can be taken out.
    """

    key: str
    board_id: int | None
    title: str
    words: str
    figures: tuple[Block, ...] = ()
