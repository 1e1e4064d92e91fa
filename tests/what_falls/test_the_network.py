"""Which organisations lose their only connection with the rest."""

from datetime import date

from workspace.what_falls.models.answer import answer_to
from workspace.what_falls.models.facts import Ends, Facts, Initiative, Question, Role
from workspace.what_falls.models.network import ORGANISATION, PERSON, Node

ANNA, BEN = 1, 2
A, B, C, D, E = 11, 12, 13, 14, 15
ALL = (A, B, C, D, E)


def network(question: Question, *initiatives: Initiative, team=(), partners=(), **facts):
    programme = Facts(
        today=date(2021, 6, 1),
        initiatives=initiatives,
        team=team,
        partners=tuple(Ends(id) for id in partners),
        **facts,
    )
    return answer_to(question, programme).network


def together(number: int, *organisations: int, **facts) -> Initiative:
    return Initiative(id=number, partners=organisations, **facts)


def test_without_the_team_organisations_without_an_initiative_together_are_alone():
    found = network(
        Question(team=True), together(1, A, B, C), together(2, D, E), team=(Role(ANNA),), partners=ALL
    )
    assert found.size == 5
    assert found.lonely == ()
    assert found.islands == ((D, E),)
    assert found.only_by_team == (D, E)
    assert found.apart == 2


def test_the_last_of_the_team_takes_the_team_along():
    facts = {"team": (Role(ANNA), Role(BEN)), "partners": ALL}
    alone = network(Question(people=frozenset({ANNA})), together(1, A, B), **facts)
    assert alone.apart == 0
    both = network(Question(people=frozenset({ANNA, BEN})), together(1, A, B), **facts)
    assert both.lonely == (C, D, E)


def test_an_organisation_in_the_middle_holds_the_others_to_the_rest():
    initiatives = (together(1, A, B), together(2, B, C), together(3, C, D))
    found = network(Question(organisations=frozenset({C})), *initiatives)
    assert found.lonely == (D,)
    assert found.links == (Node(ORGANISATION, B), Node(ORGANISATION, C))


def test_a_kartrekker_who_works_with_two_organisations_ties_them():
    facts = {"leads": (Role(ANNA, 1),), "on_boards": ((1, A), (1, B)), "partners": (A, B)}
    assert network(Question(people=frozenset({BEN})), **facts).apart == 0
    assert network(Question(people=frozenset({ANNA})), **facts).lonely == (B,)
    facts["on_boards"] = ((1, A),)
    assert network(Question(people=frozenset({ANNA})), **facts).apart == 0
    facts["members"] = (Role(ANNA, B),)
    found = network(Question(people=frozenset({ANNA})), **facts)
    assert found.lonely == (B,)
    assert found.links == (Node(PERSON, ANNA),)


def test_an_initiative_that_nobody_pulls_any_more_ties_nobody():
    pulled = together(1, A, B, coordinator_id=ANNA)
    assert network(Question(people=frozenset({ANNA})), pulled).lonely == (B,)
    assert network(Question(people=frozenset({ANNA})), pulled, together(2, A, B)).apart == 0


def test_who_was_alone_already_loses_nothing():
    found = network(Question(organisations=frozenset({A})), together(1, A, B), together(2, C))
    assert found.size == 2
    assert found.apart == 0


def test_a_programme_without_anything_has_a_network_without_anything():
    found = network(Question(team=True))
    assert (found.size, found.apart, found.links) == (0, 0, ())
