"""What a dashboard says to do: what waits this month, who leaves, and what would fall first and why."""

from datetime import date, timedelta

from tests import cast
from workspace.borging.models import AspectCode, AspectState, Evidence, Handover, HandoverStep, Level
from workspace.independence.models import SoloTrial
from workspace.leaving.models import Departure
from workspace.programmes.models import FundingStream
from workspace.scans.models import Scan, ScanStep
from workspace.times import now, today

ADDRESS = "/programmas/samen-in-linde/borging"


def test_what_is_to_do_this_month_is_listed(client, make, claim, board, welfare, marja, karin, programme):
    soup = make("Soep", (date(2020, 1, 1), Level.AGREED))
    claim(soup, AspectCode.MONEY, days=-3)
    claim(soup, AspectCode.PEOPLE, days=12)
    claim(soup, AspectCode.OWNER, days=40)
    claim(
        soup, AspectCode.DECISION, AspectState.TALKING,
        next_step="Bel de wethouder", next_step_on=today() + timedelta(days=2),
    )  # fmt: skip
    offer = cast.save(
        Handover(initiative_id=soup.id, to_organisation_id=welfare.id, from_day=today(), tasks="Koken")
    )
    made_at = now() - timedelta(days=9)
    cast.save(HandoverStep(handover_id=offer.id, state="offered", by_id=karin.id, made_at=made_at))
    scan = cast.save(Scan(initiative_id=soup.id, opened_by_id=karin.id))
    cast.save(
        ScanStep(
            scan_id=scan.id, question=AspectCode.LEARNING, step="Tel de gasten",
            due_on=today() - timedelta(days=1), set_by_id=karin.id,
        )
    )  # fmt: skip
    cast.save(
        SoloTrial(
            initiative_id=soup.id, starts_on=today() - timedelta(days=60), ends_on=today(),
            proposed_by_id=karin.id, agreed_by_id=marja.id, agreed_at=now(),
        )
    )  # fmt: skip
    page = client.sign_in(marja).get(ADDRESS).text
    todo = page[page.index('id="te-doen"') : page.index('id="per-thema"')]
    for expected in (
        f"/initiatieven/{soup.id}/borging/geld",
        f"/initiatieven/{soup.id}/borging/mensen",
        f"/initiatieven/{soup.id}/borging/besluit",
        f"/initiatieven/{soup.id}/borging/overdracht",
        f"/initiatieven/{soup.id}/borgingsscan",
        f"/initiatieven/{soup.id}/zelfstandigheid",
        "Bel de wethouder",
        "Tel de gasten",
        "wacht 9 dagen",
    ):
        assert expected in todo
    assert "/borging/eigenaar" not in todo


def test_who_leaves_is_told_to_whoever_minds_it(client, board, karin, marja, paul, programme):
    last_day = today() + timedelta(days=20)
    cast.save(
        Departure(
            user_id=karin.id, programme_id=programme.id, last_day=last_day, announced_by_id=karin.id
        )
    )  # fmt: skip
    page = client.sign_in(marja).get(ADDRESS).text
    assert "Wie vertrekt" in page
    assert "Karin</a>" in page
    assert "Wie vertrekt" not in client.sign_in(paul).get(ADDRESS).text


def test_it_leads_to_what_falls_for_who_may_ask(client, board, marja, coby):
    link = 'href="/programmas/samen-in-linde/wat-valt-er"'
    assert link in client.sign_in(marja).get(ADDRESS).text
    page = client.sign_in(coby).get(ADDRESS).text
    assert link not in page
    assert 'href="/programmas/samen-in-linde/zonder-trekker"' in page


def test_a_long_list_says_how_many_more(client, make, claim, marja):
    for number in range(17):
        claim(make(f"Idee {number}"), days=-1)
    page = client.sign_in(marja).get(ADDRESS).text
    assert "en nog 12" in page
    assert '<span class="count">17</span>' in page


def test_the_risks_say_why_and_what_to_do(client, make, claim, programme, marja, tess):
    programme.ends_on = today() + timedelta(days=200)
    stream = cast.save(FundingStream(programme_id=programme.id, name="Pilotgeld", ends_on=today()))
    soup = make("Soep", (date(2020, 1, 1), Level.BUILDING), marks="oataaaaa", by=tess)
    money = claim(soup)
    cast.save(Evidence(aspect_id=money.id, text="Brief", kind="funding", funding_stream_id=stream.id))
    page = client.sign_in(marja).get(ADDRESS).text
    risks = page[page.index('id="risico"') : page.index('id="te-doen"')]
    for reason in (
        "Geen organisatie zet dit voort.",
        "en de borging is in opbouw.",
        "Het geld (Pilotgeld) loopt tot en met",
        "De trekker zit in het programmateam.",
    ):
        assert reason in risks
    assert f'href="/initiatieven/{soup.id}/borging/eigenaar"' in risks


def test_money_that_goes_on_elsewhere_is_no_risk(client, make, claim, programme, marja):
    stream = cast.save(FundingStream(programme_id=programme.id, name="Pilotgeld", ends_on=today()))
    money = claim(make("Soep", (date(2020, 1, 1), Level.AGREED)))
    cast.save(Evidence(aspect_id=money.id, text="Brief", kind="funding", funding_stream_id=stream.id))
    cast.save(Evidence(aspect_id=money.id, text="Begroting", kind="funding"))
    assert "Pilotgeld" not in client.sign_in(marja).get(ADDRESS).text
