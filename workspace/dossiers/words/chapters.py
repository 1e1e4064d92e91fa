"""The handover file in words: one list of blocks, from which page, PDF, DOCX and Markdown are made."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.boards.models import TargetGroup
from workspace.documents import Block, Document, Facts, Heading, Note, Paragraph, Table
from workspace.dossiers.queries.rows import Asked, Dossier, What
from workspace.dossiers.words.borging_chapters import borging, money, tasks
from workspace.dossiers.words.handover_chapters import agreements, handover
from workspace.dossiers.words.shared import and_role, day, filled, joined, lines, section
from workspace.dossiers.words.story_chapters import history, lessons
from workspace.dossiers.words.together_chapters import decisions, questions
from workspace.initiatives.models import Kind
from workspace.labels import label


def document_of(dossier: Dossier, *, reader: str, site: str, language: str) -> Document:
    """Return the handover file as a document; each chapter is there, also when it has nothing to tell."""
    chapters = (
        _about(dossier, reader, site),
        _what(dossier),
        _people(dossier),
        _frameworks(dossier),
        agreements(dossier),
        money(dossier),
        borging(dossier),
        handover(dossier),
        _contacts(dossier),
        tasks(dossier),
        questions(dossier),
        decisions(dossier),
        lessons(dossier),
        history(dossier),
    )
    return Document(
        title=dossier.what.title,
        subtitle=_("Overdrachtsdossier"),
        language=language,
        author=site,
        made_at=dossier.made_at,
        blocks=tuple(block for chapter in chapters for block in chapter),
    )


def _about(dossier: Dossier, reader: str, site: str) -> Iterator[Block]:
    made = _(
        "Gemaakt op %(day)s door %(who)s, met %(site)s.", day=day(dossier.made_on), who=reader, site=site
    )
    care = _(
        "In dit dossier staan namen, voorwaarden en wat alleen partners mogen zien."
        " Geef het alleen aan mensen die bij de overdracht horen."
    )
    yield Note(f"{made} {care}")


def _what(dossier: Dossier) -> Iterator[Block]:
    what = dossier.what
    yield Heading(_("Wat het is"))
    yield from section(None, what.summary)
    yield Facts(
        filled(
            (_("Fase"), label(what.stage)),
            (_("Stand van de borging"), f"{label(what.level)}. {meaning_of(what)}"),
            (_("Eigenaar"), _owner(what, dossier.made_on)),
            (
                _("Voor wie"),
                lines(what.for_whom, ", ".join(label(TargetGroup(x)) for x in what.target_groups)),
            ),
            (_("Waar"), lines(what.place, ", ".join(what.areas))),
            (_("Schaal"), lines(label(what.scale), what.scale_reason)),
            (_("Hoe doen inwoners mee"), label(what.participation) if what.participation else ""),
            (_("Wettelijke taak"), what.policy_field),
            (_("Proeftuin"), _("tot en met %(day)s", day=day(what.pilot_ends_on)) if _is_pilot(what) else ""),
            (_("Themabord"), what.board),
            (
                _("Programma"),
                _("%(name)s, tot en met %(day)s", name=what.programme, day=day(what.programme_ends_on)),
            ),
            (_("Geplaatst"), _posted(what)),
        )
    )
    yield from section(_("Waarom"), what.why)


def _owner(what: What, today: date) -> str:
    now = what.owner or str(_("Nog geen organisatie"))
    if what.carried_from is None:
        return now
    if what.carried_from <= today:
        return str(_("%(name)s, sinds %(day)s", name=now, day=day(what.carried_from)))
    return lines(now, _("Vanaf %(day)s: %(name)s", day=day(what.carried_from), name=what.carried_by))


def _is_pilot(what: What) -> bool:
    return what.kind == Kind.PILOT and what.pilot_ends_on is not None


def _posted(what: What) -> str:
    if what.created_by is None:
        return day(what.created_on)
    who = and_role(what.created_by, what.created_as)
    return str(_("%(day)s, door %(who)s", day=day(what.created_on), who=who))


def meaning_of(what: What) -> str:
    """Return what a level means, in a sentence."""
    meanings: dict[str, str] = {
        "not_started": _("Over borging is nog niets gezegd."),
        "building": _("Er wordt over gesproken, maar nog niet alles is afgesproken."),
        "agreed": _("Eigenaar, mensen en geld zijn afgesproken. Over de rest wordt gesproken."),
        "anchored": _("Alles wat nodig is, is geregeld. Dit initiatief kan zonder het programma verder."),
    }
    return meanings[what.level.value]


def _people(dossier: Dossier) -> Iterator[Block]:
    what, numbers = dossier.what, dossier.numbers
    yield Heading(_("Wie meedoet"))
    joined = ngettext("%(num)d deelnemer", "%(num)d deelnemers", numbers.joined)
    hours = numbers.hours_a_month
    if hours is not None:
        joined += ", " + ngettext("samen %(num)d uur per maand", "samen %(num)d uur per maand", hours)
    yield Facts(
        filled(
            (_("Coördinator"), what.coordinator or _("Nog niemand")),
            (_("Deelnemers"), joined),
            (_("Steun"), ngettext("%(num)d keer gesteund", "%(num)d keer gesteund", numbers.supporters)),
            (_("Wie helpt er mee"), what.helpers),
        )
    )
    yield Paragraph(
        _(
            "Namen van deelnemers staan hier niet. Aan hen is beloofd dat alleen de coördinator die ziet."
            " Wie coördinator wordt, ziet hun namen op de pagina van het initiatief."
        )
    )
    if dossier.partners:
        rows = tuple(
            (partner.name, partner.part or _("Het aandeel is nog niet afgesproken."))
            for partner in dossier.partners
        )
        yield Table(_("Partners en hun aandeel"), (_("Organisatie"), _("Aandeel")), rows)
    else:
        yield Paragraph(_("Er doen nog geen organisaties mee."))


def _frameworks(dossier: Dossier) -> Iterator[Block]:
    what = dossier.what
    yield Heading(_("Kaders en doelen"))
    yield Paragraph(_("Kaders zijn de grenzen waarbinnen mensen vrij zijn."))
    yield Heading(_("Kaders"), 2)
    yield Paragraph(what.frameworks or _("Er zijn nog geen kaders vastgelegd."))
    yield from section(_("Waarin mensen vrij zijn"), what.frameworks_free)
    yield from section(_("Wie beslist over de kaders"), what.frameworks_decider)
    if dossier.goals:
        rows = tuple((goal.text, goal.indicator or "–") for goal in dossier.goals)
        yield Table(_("Doelen"), (_("Doel"), _("Waaraan ziet u dat het lukt")), rows)
    yield from section(_("Wat is gevraagd van inwoners"), what.asked)
    yield from section(_("Wat mogen inwoners verwachten"), what.promised)


def _contacts(dossier: Dossier) -> Iterator[Block]:
    yield Heading(_("Contacten"))
    if dossier.contacts:
        rows = tuple(
            (
                contact.name,
                joined(*dict.fromkeys(asked.organisation for asked in contact.asked_as)),
                "; ".join(dict.fromkeys(_asked_as(asked) for asked in contact.asked_as)),
            )
            for contact in dossier.contacts
        )
        yield Table(_("Mensen"), (_("Naam"), _("Organisatie"), _("Waarvoor")), rows)
        yield Paragraph(_("Mailadressen van mensen geeft Samenbord niet door. Vraag ze aan hen zelf."))
    else:
        yield Paragraph(_("Er zijn nog geen contacten bekend."))
    if dossier.websites:
        yield Table(_("Websites van organisaties"), (_("Organisatie"), _("Website")), dossier.websites)


def _asked_as(asked: Asked) -> str:
    if asked.aspect is not None:
        return str(_("antwoordt voor: %(aspect)s", aspect=label(asked.aspect)))
    roles: dict[str, str] = {
        "coordinator": _("coördinator"),
        "theme_lead": _("kartrekker van het themabord"),
        "manager": _("programmamanager"),
        "representative": _("vertegenwoordiger"),
    }
    return roles[asked.role]
