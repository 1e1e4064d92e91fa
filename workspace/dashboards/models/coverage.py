"""Which target group of which theme is served, and for which statutory task (N4): pure rules.

An initiative serves the target groups it names, else those of its theme, else nobody in particular; the task
it names, else that of its theme. A theme that names its target groups is only expected to serve these. What
is for everybody reaches each group, so that such a cell is no gap, though nothing there is made for them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workspace.boards.models import TargetGroup

GROUPS = (TargetGroup.YOUTH, TargetGroup.ADULTS, TargetGroup.OLDER, TargetGroup.EVERYBODY)


class Theme(NamedTuple):
    """A theme with whom it is for and which task it serves, as far as it says so."""

    id: int
    slug: str
    title: str
    task: str
    groups: frozenset[TargetGroup]


class Served(NamedTuple):
    """An initiative with whom it is for and which task it serves."""

    id: int
    title: str
    theme_id: int
    task: str
    groups: frozenset[TargetGroup]


@dataclass(frozen=True)
class Cell:
    """What there is for one target group of one theme, by task; how much more is for everybody."""

    group: TargetGroup
    by_task: Mapping[str, Sequence[Served]]
    for_everybody: int
    is_expected: bool

    @property
    def number(self) -> int:
        return len({one.id for served in self.by_task.values() for one in served})

    @property
    def is_gap(self) -> bool:
        return self.is_expected and not self.number and not self.for_everybody

    @property
    def is_apart(self) -> bool:
        """Tell whether there is nothing because the theme is not meant for this group."""
        empty = not self.number and not self.for_everybody
        return empty and not self.is_expected and self.group != TargetGroup.EVERYBODY


@dataclass(frozen=True)
class Coverage:
    """Themes with their cells in the order of GROUPS, and the tasks that nothing serves."""

    rows: Sequence[tuple[Theme, Sequence[Cell]]]
    idle_tasks: Sequence[str]
    nobody_in_particular: Sequence[Served]

    @property
    def apart(self) -> int:
        """How many cells are empty because their theme is not meant for that group."""
        return sum(cell.is_apart for _theme, cells in self.rows for cell in cells)

    @property
    def gaps(self) -> list[tuple[Theme, TargetGroup]]:
        return [(theme, cell.group) for theme, cells in self.rows for cell in cells if cell.is_gap]


def groups_of(values: Collection[str]) -> frozenset[TargetGroup]:
    """Return the target groups that these words name; words that name none are left out."""
    return frozenset(group for group in TargetGroup if group.value in values)


def cover(themes: Sequence[Theme], initiatives: Iterable[Served]) -> Coverage:
    """Return what is covered and what is not; the initiatives are those that go on."""
    by_id = {theme.id: theme for theme in themes}
    cells: dict[tuple[int, TargetGroup], dict[str, list[Served]]] = defaultdict(lambda: defaultdict(list))
    vague, busy = [], set()
    for one in initiatives:
        theme = by_id[one.theme_id]
        task, groups = one.task or theme.task, one.groups or theme.groups
        busy.add(task)
        if not groups:
            vague.append(one)
        for group in groups:
            cells[theme.id, group][task].append(one)
    tasks = {theme.task for theme in themes if theme.task}
    return Coverage(
        [(theme, [_cell(theme, group, cells) for group in GROUPS]) for theme in themes],
        sorted(tasks - busy),
        vague,
    )


def _cell(
    theme: Theme, group: TargetGroup, cells: Mapping[tuple[int, TargetGroup], Mapping[str, list[Served]]]
) -> Cell:
    by_task = cells.get((theme.id, group), {})
    is_all = group == TargetGroup.EVERYBODY
    everybody = cells.get((theme.id, TargetGroup.EVERYBODY), {})
    return Cell(
        group,
        {task: by_task[task] for task in sorted(by_task)},
        0 if is_all else sum(len(served) for served in everybody.values()),
        not is_all and (not theme.groups or group in theme.groups or TargetGroup.EVERYBODY in theme.groups),
    )
