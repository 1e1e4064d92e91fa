"""How organisations hang together, and what comes loose: pure rules on a graph (docs/decisions/0012).

Organisations are tied by an initiative in which they take part together, by a person who pulls or leads and
so works with them, and by the programme team, which works with all that take part.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from workspace.later import later
from workspace.what_falls.models.facts import NONE, Facts
from workspace.what_falls.models.leaving import Gone

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = later("networkx")

ORGANISATION, PERSON = "organisation", "person"


class Node(NamedTuple):
    """An organisation or a person."""

    kind: str
    id: int


@dataclass(frozen=True)
class Network:
    """What the network of organisations loses; ids of organisations, largest groups first."""

    size: int  # organisations that are tied to at least one other today
    lonely: tuple[int, ...] = ()  # lose their only connection with the rest
    islands: tuple[tuple[int, ...], ...] = ()  # stay together, but lose the rest
    only_by_team: tuple[int, ...] = ()  # today tied to the rest through the programme team alone
    links: tuple[Node, ...] = ()  # without the team: who, alone, holds some organisations to the rest

    @property
    def apart(self) -> int:
        """How many organisations lose the rest."""
        return len(self.lonely) + sum(len(island) for island in self.islands)


def network_after(facts: Facts, gone: Gone, unpulled: Collection[int]) -> Network:
    """Return what comes loose. `unpulled` are the initiatives that nobody pulls any more: they tie nobody."""
    groups = {one.id: one.organisations for one in facts.initiatives}
    partners = frozenset(row.id for row in facts.partners)
    every = partners.union(*groups.values())
    works_with = _works_with(facts, groups)
    team = partners if facts.team else NONE
    distinct = set(groups.values())
    today = _parts(every, distinct, [*works_with.values(), team])
    left = every - gone.organisations
    pulled = {id: group for id, group in groups.items() if id not in unpulled} if unpulled else groups
    still = _works_with(facts, pulled) if unpulled else works_with
    tying = [theirs for person, theirs in still.items() if person not in gone.people]
    then = _parts(left, set(pulled.values()), tying if gone.team else [*tying, team])
    without_team = _parts(every, distinct, works_with.values())
    loose = _loose(today, then)
    return Network(
        size=sum(len(part) for part in today if len(part) > 1),
        lonely=tuple(sorted(next(iter(part)) for part in loose if len(part) == 1)),
        islands=tuple(tuple(sorted(part)) for part in loose if len(part) > 1),
        only_by_team=tuple(sorted(id for part in _loose(today, without_team) for id in part)),
        links=_links(distinct, works_with),
    )


def _parts(
    organisations: frozenset[int], groups: Iterable[frozenset[int]], ties: Iterable[frozenset[int]]
) -> list[frozenset[int]]:
    """Return which organisations hang together, the largest part first.

    For that a group may be a chain: each of it is tied to the next.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(organisations)
    pairs: set[tuple[int, int]] = set()
    for group in (*groups, *ties):
        pairs.update(pairwise(sorted(group & organisations)))
    graph.add_edges_from(pairs)
    parts = (frozenset(part) for part in nx.connected_components(graph))
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _loose(before: list[frozenset[int]], after: list[frozenset[int]]) -> list[frozenset[int]]:
    """Return the parts that hung together with the largest one that is left, and do not now."""
    if not after:
        return []
    main, others = after[0], after[1:]
    home = next(part for part in before if main <= part)
    return [part for part in others if part <= home]


def _links(groups: Iterable[frozenset[int]], works_with: dict[int, frozenset[int]]) -> tuple[Node, ...]:
    """Return who holds some organisations to the others alone, the team left aside.

    A person whose organisations hang together whichever one of them goes makes no difference. In the graph
    organisations have their number, and people theirs below zero.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(_together(set(groups)))
    blocks: list[set[int]] = [set(block) for block in _blocks(graph)]
    for person, theirs in works_with.items():
        if len(theirs) > 1 and not any(theirs <= block for block in blocks):
            graph.add_edges_from((-person, id) for id in theirs)
    links = nx.articulation_points(graph)
    return tuple(sorted(Node(PERSON, -id) if id < 0 else Node(ORGANISATION, id) for id in links))


def _together(groups: set[frozenset[int]]) -> set[tuple[int, int]]:
    """Return every two organisations that take part in something together."""
    number = len(frozenset().union(*groups))
    pairs: set[tuple[int, int]] = set()
    for group in groups:
        pairs.update(combinations(sorted(group), 2))
        if len(pairs) == number * (number - 1) // 2:
            break
    return pairs


def _blocks(graph: "nx.Graph[int]") -> Iterable[Iterable[int]]:
    """Return the groups of organisations that hang together whichever one of them goes."""
    blocks: Iterable[Any] = nx.biconnected_components(graph)
    return blocks


def _works_with(facts: Facts, groups: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """Return with which organisations each coordinator and kartrekker works, their own included."""
    on_board: dict[int, set[int]] = {}
    found: dict[int, set[int]] = {}
    for board_id, organisation_id in facts.on_boards:
        on_board.setdefault(board_id, set()).add(organisation_id)
    for one in facts.initiatives:
        group = groups.get(one.id, NONE)
        on_board.setdefault(one.board_id, set()).update(group)
        if one.coordinator_id is not None:
            found.setdefault(one.coordinator_id, set()).update(group)
    for lead in facts.leads:
        found.setdefault(lead.person_id, set()).update(on_board.get(lead.of_id, ()))
    for member in facts.members:
        if member.person_id in found:
            found[member.person_id].add(member.of_id)
    return {person: frozenset(theirs) for person, theirs in found.items()}
