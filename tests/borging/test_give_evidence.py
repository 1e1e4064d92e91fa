"""Somebody shows that a claim holds: with words, a link, a decision, an agreement, money."""

from datetime import date, timedelta

import pytest

from tests import cast
from tests.client import HTMX
from workspace.borging.models import AspectCode, AspectState, BorgingAspect, Evidence, EvidenceKind
from workspace.borging.models.rules import year_from
from workspace.borging.queries import picture_of
from workspace.db import db, now
from workspace.programmes.models import FundingStream
from workspace.times import today

LATER = today() + timedelta(days=400)
PAST = today() - timedelta(days=30)


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/geld"


@pytest.fixture
def agreed(welfare) -> dict[str, str]:
    return {
        "geld-state": "agreed",
        "geld-organisation": str(welfare.id),
        "geld-valid_until": year_from(today()).isoformat(),
        "geld-version": "0",
    }


KINDS = {
    "text": {"evidence": "Brief van het bestuur"},
    "link": {"evidence": "Het besluit", "link": "https://example.nl/besluit"},
    "decision": {"decided_by": "College van B en W", "decided_on": PAST.isoformat()},
    "agreement": {
        "agreed_with": "Bibliotheek",
        "signed_on": PAST.isoformat(),
        "agreed_until": LATER.isoformat(),
    },
    "funding": {"stream": "Subsidie sociaal", "amount": "3.000", "paid_until": LATER.isoformat()},
}


def proof(kind: str, **changes: str) -> dict[str, str]:
    return {f"geld-{name}": value for name, value in {"kind": kind, **KINDS[kind], **changes}.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_claim_rests_on_evidence_of_every_kind(client, address, agreed, karin, kind, headers):
    answer = client.sign_in(karin).post(address, data=agreed | proof(kind), headers=headers)
    assert answer.status_code == (200 if headers else 303)
    evidence = db.session.query(Evidence).one()
    assert evidence.kind == kind
    assert evidence.text
    assert db.session.query(BorgingAspect).one().state == "agreed"
    page = client.sign_out().get(address)
    for value in (KINDS[kind].get(name) for name in ("evidence", "decided_by", "agreed_with", "stream")):
        assert value is None or value in page.text


def test_a_decision_says_by_which_body_and_on_which_day(client, address, agreed, karin):
    said = proof("decision", decided_on="2021-03-01", evidence="Voortaan in de begroting")
    client.sign_in(karin).post(address, data=agreed | said)
    page = client.get(address).text
    assert "Voortaan in de begroting" in page
    assert "Besluit van College van B en W, 1 maart 2021." in page


def test_money_beside_what_it_costs(client, initiative, address, agreed, karin):
    initiative.yearly_cost_cents = 2_900_00
    db.session.commit()
    assert "€ 2.900 per jaar nodig, nog niets toegezegd" in client.get(address).text.replace("\xa0", " ")
    until = date(today().year + 1, 12, 31)
    client.sign_in(karin).post(address, data=agreed | proof("funding", paid_until=until.isoformat()))
    words = f"€ 2.900 per jaar nodig, € 3.000 toegezegd tot en met 31 december {until.year}"
    for page in (address, f"/initiatieven/{initiative.id}-soep-op-dinsdag"):
        assert words in client.get(page).text.replace("\xa0", " ")


def test_money_that_ended_or_was_taken_back_does_not_count(initiative, say):
    aspect = say(AspectCode.MONEY, AspectState.TALKING)
    stream = cast.save(FundingStream(programme_id=initiative.programme_id, name="Fonds", ends_on=PAST))
    money = {"aspect_id": aspect.id, "kind": EvidenceKind.FUNDING, "text": "Geld"}
    cast.save(Evidence(**money, amount_cents=1_00, funding_stream_id=stream.id, runs_until=LATER))
    cast.save(Evidence(**money, amount_cents=2_00, runs_until=PAST))
    cast.save(Evidence(**money, amount_cents=4_00, withdrawn_at=now()))
    assert picture_of(initiative.id, on=today()).granted is None
    cast.save(Evidence(**money, amount_cents=8_00))
    assert picture_of(initiative.id, on=today()).granted == (8_00, None)
    cast.save(Evidence(**money, amount_cents=16_00, runs_until=LATER))
    assert picture_of(initiative.id, on=today()).granted == (24_00, LATER)
    assert picture_of(initiative.id, on=LATER + timedelta(days=1)).granted == (8_00, None)


def test_a_new_name_makes_a_stream_and_a_known_one_is_found_again(client, programme, address, agreed, karin):
    client.sign_in(karin).post(address, data=agreed | proof("funding"))
    again = agreed | proof("funding", stream="subsidie SOCIAAL") | {"geld-version": "1"}
    assert client.post(address, data=again).status_code == 303
    stream = db.session.query(FundingStream).one()
    assert (stream.name, stream.programme_id) == ("Subsidie sociaal", programme.id)
    assert db.session.query(Evidence).count() == 2
    assert '<option value="Subsidie sociaal">' in client.get(address).text


@pytest.mark.parametrize(
    ("kind", "name", "value", "message"),
    [
        ("link", "link", "", "Vul een link in die begint met https://."),
        ("link", "link", "javascript:alert(1)", "Vul een link in die begint met https://."),
        ("link", "evidence", "", "Schrijf erbij wat er achter de link te vinden is."),
        ("decision", "decided_by", "", "Schrijf wie het besluit nam."),
        ("decision", "decided_on", "", "Vul in op welke dag het is besloten."),
        ("decision", "decided_on", LATER.isoformat(), "Kies een dag die geweest is."),
        ("decision", "decided_on", "gisteren", "Vul een datum in"),
        ("agreement", "agreed_with", "  ", "Schrijf met wie het is afgesproken."),
        ("agreement", "signed_on", "", "Vul in op welke dag er is getekend."),
        ("agreement", "agreed_until", PAST.isoformat(), "Kies een dag vanaf vandaag."),
        ("funding", "stream", "", "Schrijf waar het geld vandaan komt."),
        ("funding", "amount", "veel", "Vul een bedrag in, zoals 58.400"),
        ("funding", "amount", "0", "Vul een bedrag in, zoals 58.400"),
        ("funding", "amount", "9" * 12, "hoogstens 20 miljoen euro"),
        ("funding", "paid_until", PAST.isoformat(), "Kies een dag vanaf vandaag."),
    ],
)
def test_what_a_kind_asks_for_is_told_and_what_was_typed_stays(
    client, address, agreed, karin, kind, name, value, message
):
    why = {"geld-why": "De begroting is rond."}
    answer = client.sign_in(karin).post(address, data=agreed | why | proof(kind, **{name: value}))
    assert answer.status_code == 422
    assert message in answer.text
    assert "De begroting is rond." in answer.text
    kept = {n: v for n, v in KINDS[kind].items() if n != name}
    assert all(
        f'value="{each}"' in answer.text or f"{each}</textarea>" in answer.text for each in kept.values()
    )
    assert db.session.query(Evidence).count() == db.session.query(FundingStream).count() == 0


def test_an_unknown_kind_is_refused(client, address, agreed, karin):
    answer = client.sign_in(karin).post(address, data=agreed | proof("text") | {"geld-kind": "gerucht"})
    assert answer.status_code == 422
    assert "Kies een soort bewijs uit de lijst." in answer.text


def test_what_another_kind_asks_for_does_not_matter(client, address, agreed, karin):
    left_behind = {"geld-amount": "veel", "geld-signed_on": "nooit", "geld-link": ""}
    answer = client.sign_in(karin).post(address, data=agreed | left_behind | proof("text"))
    assert answer.status_code == 303
    evidence = db.session.query(Evidence).one()
    assert (evidence.amount_cents, evidence.said_on, evidence.funding_stream_id) == (None, None, None)


def test_evidence_can_be_added_without_changing_the_state(client, address, agreed, karin):
    client.sign_in(karin).post(address, data=agreed | proof("text"))
    answer = client.post(address, data=agreed | proof("decision") | {"geld-version": "1"})
    assert answer.status_code == 303
    page = client.get(address).text
    assert page.count("Bewijs erbij:") == 2
    assert 'name="geld-version" value="2"' in page
