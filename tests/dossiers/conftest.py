"""An initiative with something of everything that a handover file tells of."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectChange, BorgingAspect, Evidence, Handover, HandoverStep
from workspace.db import now
from workspace.initiatives.models import Goal, InitiativePartner, Participation, Picture, Update
from workspace.programmes.models import FundingStream
from workspace.scans.models import Scan, ScanStep
from workspace.text import to_html
from workspace.times import today

LATER = today() + timedelta(days=200)
HERE = "/initiatieven/{}/overdrachtsdossier"


class Files:
    """The handover file as somebody gets it, in words: one text for each format."""

    def __init__(self, client, initiative) -> None:
        self.client, self.address = client, HERE.format(initiative.id)

    def page(self) -> str:
        return self.client.get(self.address).text

    def pdf(self) -> str:
        pages = PdfReader(BytesIO(self.client.get(f"{self.address}.pdf").data)).pages
        return " ".join("\n".join(page.extract_text() for page in pages).replace("-\n", "").split())

    def docx(self) -> str:
        file = docx.Document(BytesIO(self.client.get(f"{self.address}.docx").data))
        return " ".join(each.text or "" for each in file.element.body.iter(qn("w:t")))

    def archive(self) -> ZipFile:
        return ZipFile(BytesIO(self.client.get(f"{self.address}.zip").data))

    def in_archive(self) -> str:
        """Return every text in the ZIP that is not another document."""
        archive = self.archive()
        texts = [name for name in archive.namelist() if Path(name).suffix in {".json", ".csv", ".txt", ".md"}]
        return "\n".join(archive.read(name).decode() for name in texts)

    def all(self) -> dict[str, str]:
        return {
            "page": self.page(),
            "pdf": self.pdf(),
            "docx": self.docx(),
            "zip": self.in_archive(),
        }


@pytest.fixture
def files(client, full):
    return Files(client, full.initiative)


@pytest.fixture
def full(app, initiative, board, programme, welfare, municipality, rachida, nico, paul, rik, karin, marja):
    """Something of everything, with the words by which each fact is found back."""
    initiative.why = "Omdat eten verbindt"
    initiative.for_whom = "Wie alleen eet"
    initiative.place = "De oude school"
    initiative.frameworks = "Niet meer dan twintig stoelen"
    initiative.asked = "Kom een keer koken"
    initiative.promised = "Soep en gezelschap"
    initiative.helpers = "De voetbalclub"
    initiative.policy_field = "Wmo"
    initiative.yearly_cost_cents = 400_000
    initiative.organisation_id = welfare.id
    cast.save(initiative)
    cast.save(Goal(initiative_id=initiative.id, text="Twintig gasten", indicator="Lijst bij de deur"))
    cast.save(
        InitiativePartner(initiative_id=initiative.id, organisation_id=welfare.id, part="Leent de keuken")
    )
    _aspects(initiative, programme, welfare, paul)
    _handover(initiative, municipality, karin)
    _story(initiative, rachida, karin)
    scan = cast.save(Scan(initiative_id=initiative.id, opened_by_id=karin.id, closed_at=now()))
    cast.save(
        ScanStep(
            scan_id=scan.id, question="learning", step="Vraag de gasten", person_id=paul.id,
            organisation_id=welfare.id, due_on=LATER, set_by_id=karin.id,
        )
    )  # fmt: skip
    return SimpleNamespace(initiative=initiative)


def _aspects(initiative, programme, welfare, paul):
    stream = cast.save(
        FundingStream(programme_id=programme.id, name="Potje Preventie", funder="Fonds Noord", ends_on=LATER)
    )
    owner = cast.save(
        BorgingAspect(
            initiative_id=initiative.id, code="owner", state="agreed", organisation_id=welfare.id,
            person_id=paul.id, valid_until=LATER, next_step="Teken de brief", next_step_on=LATER,
        )
    )  # fmt: skip
    money = cast.save(
        BorgingAspect(
            initiative_id=initiative.id, code="money", state="agreed", organisation_id=welfare.id,
            valid_until=date(2019, 5, 5),
        )
    )  # fmt: skip
    cast.save(
        BorgingAspect(
            initiative_id=initiative.id, code="decision", state="not_needed", reason="De raad hoeft niets"
        )
    )
    day = date(2020, 3, 2)
    cast.save(
        Evidence(
            aspect_id=owner.id, text="Convenant wonen", kind="agreement", said_by="Alle partners",
            said_on=day, runs_until=LATER, link="https://example.nl/convenant",
        )
    )  # fmt: skip
    cast.save(
        Evidence(
            aspect_id=money.id, text="Toekenning soep", kind="funding", amount_cents=250_000,
            funding_stream_id=stream.id, runs_until=LATER,
        )
    )  # fmt: skip
    cast.save(Evidence(aspect_id=owner.id, text="Weer ingetrokken", withdrawn_at=now()))
    cast.save(
        AspectChange(
            aspect_id=owner.id, from_state="talking", to_state="agreed", why="Het bestuur zei ja",
            changed_by_id=paul.id, organisation_id=welfare.id, valid_until=LATER,
        )
    )  # fmt: skip


def _handover(initiative, municipality, karin):
    offer = cast.save(
        Handover(
            initiative_id=initiative.id, to_organisation_id=municipality.id, from_day=LATER,
            tasks="De soep koken", contacts="Bel de slager", documents="Het recept",
            open_points="De afwas", conditions="Elke dinsdag",
        )
    )  # fmt: skip
    cast.save(
        HandoverStep(handover_id=offer.id, state="offered", by_id=karin.id, reason="Het programma stopt")
    )


def _story(initiative, rachida, karin):
    body = "De eerste pan was **leeg**"
    cast.save(
        Update(
            initiative_id=initiative.id, author_id=rachida.id, role="resident", body=body,
            body_html=to_html(body),
        )
    )  # fmt: skip
    about = {"programme_id": initiative.board.programme_id, "board_id": initiative.board_id}
    cast.save(
        Event(
            verb="initiative_moved", actor_id=karin.id, role="theme_lead", initiative_id=initiative.id,
            is_public=True, details={"from_stage": "idea", "to_stage": "exploring"}, **about,
        )
    )  # fmt: skip


FACTS = (
    "Soep op dinsdag",
    "Waar het om gaat bij Soep op dinsdag.",
    "Omdat eten verbindt",
    "Wie alleen eet",
    "De oude school",
    "Eenzaamheid",
    "Samen in Linde",
    "Niet meer dan twintig stoelen",
    "Kom een keer koken",
    "Soep en gezelschap",
    "De voetbalclub",
    "Twintig gasten",
    "Lijst bij de deur",
    "Welzijn Linde",
    "Leent de keuken",
    "Convenant wonen",
    "Alle partners",
    "https://example.nl/convenant",
    "Toekenning soep",
    "Potje Preventie",
    "Fonds Noord",
    "De raad hoeft niets",
    "Gemeente Linde",
    "De soep koken",
    "Bel de slager",
    "Het recept",
    "De afwas",
    "Elke dinsdag",
    "Het programma stopt",
    "Teken de brief",
    "Vraag de gasten",
    "De eerste pan was",
    "Het bestuur zei ja",
    "Rachida",
    "Paul",
    "Karin",
    "Marja",
    "Rik",
)


def give_picture(initiative, folder: Path, *, alt: str = "Een pan soep") -> Picture:
    """Give the first news of an initiative a picture, whose file lies in this folder."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    (folder / "pictures" / "soep.webp").write_bytes(b"RIFFwebp")
    update = cast.db.session.scalars(
        cast.db.select(Update).where(Update.initiative_id == initiative.id)
    ).first()
    return cast.save(Picture(update_id=update.id, file_name="soep.webp", alt=alt, width=8, height=8))


def join(initiative, user, **facts) -> Participation:
    return cast.save(Participation(initiative_id=initiative.id, user_id=user.id, **facts))
