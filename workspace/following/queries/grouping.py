"""What was told, grouped per initiative, board or programme: newest first, one line per thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workspace.following.queries.notices import Told
from workspace.sentences import TOGETHER


@dataclass
class Group:
    """What happened in one place; each of its `lines` holds what is told together, newest first."""

    about: str
    heading: str
    place: str
    lines: list[list[Told]] = field(default_factory=list)

    @property
    def newest(self) -> Told:
        return self.lines[0][0]


def grouped(notices: Iterable[Told]) -> list[Group]:
    """Return notices, given newest first, in groups, that with the newest first."""
    groups: dict[str, Group] = {}
    together: dict[tuple[str, str], list[Told]] = {}
    for notice in notices:
        about = notice.about
        group = groups.setdefault(about, Group(about, notice.heading, notice.place))
        kind = about, notice.verb
        if notice.verb in TOGETHER and not notice.at_once and kind in together:
            together[kind].append(notice)
            continue
        line = [notice]
        group.lines.append(line)
        if not notice.at_once:
            together.setdefault(kind, line)
    return list(groups.values())
