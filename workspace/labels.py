"""What each choice in the code is called on the screen (domain/glossary.md)."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from workspace.labels_learning import LEARNING
from workspace.labels_trust import TRUST

LABELS: dict[str, dict[str, str]] = (
    LEARNING
    | TRUST
    | {
        "Role": {
            "resident": _("inwoner"),
            "partner": _("partner"),
            "representative": _("vertegenwoordiger"),
            "municipality": _("gemeente"),
            "province": _("provincie"),
            "council": _("adviesraad"),
            "theme_lead": _("kartrekker"),
            "team": _("programmateam"),
            "manager": _("programmamanager"),
            "administrator": _("beheerder"),
        },
        "AreaKind": {
            "country": _("Land"),
            "province": _("Provincie"),
            "municipality": _("Gemeente"),
            "core": _("Kern"),
        },
        "OrganisationKind": {
            "municipality": _("Gemeente"),
            "province": _("Provincie"),
            "council": _("Raad of adviesraad"),
            "welfare": _("Welzijn"),
            "care": _("Zorg"),
            "health": _("Gezondheid"),
            "school": _("School"),
            "library": _("Bibliotheek"),
            "housing": _("Woningcorporatie"),
            "volunteers": _("Vrijwilligersorganisatie"),
            "residents": _("Bewonersgroep"),
            "support": _("Ondersteunende organisatie"),
            "other": _("Andere organisatie"),
        },
        "Layer": {
            "local": _("Lokaal"),
            "regional": _("Regionaal"),
            "provincial": _("Provinciaal"),
            "national": _("Landelijk"),
        },
        "Openness": {"public": _("Iedereen"), "partners": _("Alleen partners")},
        "ConsultationStage": {
            "early": _("Pril: eerste gesprekken"),
            "exploring": _("Verkennend: samen uitzoeken"),
            "carrying_out": _("Uitvoerend: samen aan de slag"),
        },
        "TargetGroup": {
            "youth": _("Jeugd"),
            "adults": _("Volwassenen"),
            "older": _("Ouderen"),
            "everybody": _("Iedereen"),
        },
        "InvitedAs": {
            "member": _("medewerker"),
            "representative": _("vertegenwoordiger"),
            "team": _("lid van het programmateam"),
            "manager": _("programmamanager"),
            "working_group": _("lid van de werkgroep"),
            "theme_lead": _("kartrekker"),
        },
        "Stage": {
            "idea": _("Idee"),
            "exploring": _("Verkenning"),
            "running": _("Uitvoering"),
            "anchoring": _("Borging"),
            "anchored": _("Geborgd"),
            "completed": _("Afgerond"),
            "stopped": _("Gestopt"),
        },
        "Visibility": {
            "draft": _("Concept: alleen u"),
            "partners": _("Alleen partners"),
            "public": _("Iedereen"),
        },
        "Kind": {"initiative": _("Initiatief"), "pilot": _("Proeftuin")},
        "Scale": {
            "local": _("Lokaal: in een dorp of wijk"),
            "regional": _("Regionaal: in meer gemeenten"),
            "provincial": _("Provinciaal"),
        },
        "ParticipationLevel": {
            "informed": _("Inwoners krijgen informatie"),
            "consulted": _("Inwoners geven hun mening"),
            "together": _("Inwoners beslissen mee"),
            "themselves": _("Inwoners doen het zelf"),
        },
        "Audience": {"public": _("Iedereen"), "partners": _("Alleen partners")},
        "AspectCode": {
            "owner": _("Eigenaar"),
            "people": _("Mensen"),
            "money": _("Geld"),
            "decision": _("Besluit en beleid"),
            "knowledge": _("Kennis en werkwijze"),
            "partners": _("Partners en afspraken"),
            "community": _("Inwoners en draagvlak"),
            "learning": _("Resultaten en leren"),
        },
        "AspectState": {
            "open": _("Nog open"),
            "talking": _("In gesprek"),
            "agreed": _("Afgesproken"),
            "anchored": _("Geborgd"),
            "not_needed": _("Niet nodig"),
        },
        "EvidenceKind": {
            "text": _("Uitleg in woorden"),
            "link": _("Link naar een pagina"),
            "file": _("Bestand"),
            "decision": _("Besluit"),
            "agreement": _("Afspraak of convenant"),
            "funding": _("Toegezegd geld"),
        },
        "HandoverState": {
            "offered": _("Aangeboden"),
            "changes_asked": _("Wijzigingen gevraagd"),
            "accepted": _("Aangenomen"),
            "declined": _("Afgewezen"),
            "withdrawn": _("Ingetrokken"),
        },
        "Answer": {
            "accepted": _("Ja, wij nemen dit over"),
            "changes_asked": _("Wij vragen eerst om wijzigingen"),
            "declined": _("Nee, wij nemen dit niet over"),
        },
        "Position": {
            "steering": _("Helemaal sturen"),
            "mostly_steering": _("Vooral sturen"),
            "halfway": _("Ertussenin"),
            "mostly_letting_go": _("Vooral loslaten"),
            "letting_go": _("Helemaal loslaten"),
        },
        "Carried": {
            "board": _("Themabord trekken"),
            "initiative": _("Initiatief trekken"),
            "aspect": _("Afspraak over borging"),
            "step": _("Volgende stap na een borgingsscan"),
            "offer": _("Aanbod om over te dragen"),
            "representation": _("Organisatie vertegenwoordigen"),
            "task": _("Taken"),
            "question": _("Vragen die op antwoord wachten"),
            "meeting": _("Bijeenkomsten"),
        },
        "RoleKind": {
            "membership": _("lid van de organisatie"),
            "team": _("lid van het programmateam"),
            "working_group": _("lid van de werkgroep"),
        },
        "TransferState": {
            "asked": _("Gevraagd"),
            "inbox": _("In het postvak van de organisatie"),
            "accepted": _("Aangenomen"),
            "declined": _("Afgewezen"),
            "withdrawn": _("Ingetrokken"),
        },
        "Side": {
            "residents": _("inwoners"),
            "partners": _("van partners"),
            "governments": _("van gemeente of provincie"),
            "programme": _("van het programma"),
        },
        "TrialSide": {
            "programme": _("Het programma"),
            "carrier": _("Wie het initiatief draagt"),
        },
        "Outcome": {
            "proposed": _("Voorgesteld"),
            "not_agreed": _("Niet doorgegaan"),
            "planned": _("Afgesproken"),
            "running": _("Loopt nu"),
            "called_off": _("Afgezegd"),
            "too_quiet": _("Te weinig activiteit om te zeggen"),
            "went_alone": _("Ging zonder het programmateam"),
            "with_help": _("Ging met een beetje hulp"),
            "leaned_on_team": _("Leunde op het programmateam"),
        },
        "Level": {
            "not_started": _("Nog niet begonnen"),
            "building": _("In opbouw"),
            "agreed": _("Afgesproken"),
            "anchored": _("Geborgd"),
        },
        "StartQuestion": {
            "support": _("Draagvlak"),
            "goals": _("Doelen"),
            "frameworks": _("Kaders"),
            "roles": _("Wie doet wat"),
            "expectations": _("Verwachtingen van inwoners"),
            "borging": _("Eerste gedachte over borging"),
        },
        "Clarity": {
            "clear": _("Duidelijk"),
            "partly": _("Deels duidelijk"),
            "unclear": _("Nog niet duidelijk"),
        },
        "ReactionKind": {"thanks": _("Bedankt"), "lovely": _("Mooi"), "i_help": _("Ik help mee")},
        "ReceivedHow": {
            "at_home": _("aan de keukentafel (thuis of op bezoek)"),
            "meeting": _("op een bijeenkomst"),
            "phone": _("aan de telefoon"),
            "desk": _("aan de balie"),
            "paper": _("op papier"),
        },
        "Contribution": {"idea": _("Idee"), "support": _("Steun"), "comment": _("Reactie")},
        "DoneWith": {
            "taken": _("Overgenomen"),
            "partly": _("Deels overgenomen"),
            "not": _("Niet overgenomen"),
            "later": _("Komt later terug"),
        },
        "MeetingState": {"planned": _("Gepland"), "held": _("Geweest"), "cancelled": _("Afgezegd")},
        "Reply": {"yes": _("Ik kom"), "no": _("Ik kom niet")},
        "FollowedKind": {
            "programme": _("programma"),
            "board": _("themabord"),
            "initiative": _("initiatief"),
            "organisation": _("organisatie"),
        },
        "Why": {
            "addressed": _("het aan u gericht is"),
            "own": _("u dit initiatief plaatste of trekt"),
            "joined": _("u meedoet"),
            "supported": _("u dit initiatief steunt"),
            "commented": _("u hier iets schreef"),
            "initiative": _("u dit initiatief volgt"),
            "board": _("u dit themabord volgt"),
            "programme": _("u dit programma volgt"),
            "organisation": _("u deze organisatie volgt"),
        },
        "Rhythm": {"daily": _("Elke werkdag"), "weekly": _("Op vaste dagen"), "never": _("Nooit")},
        "ReportReason": {
            "rude": _("Grof of bedreigend"),
            "discrimination": _("Discriminatie"),
            "privacy": _("Noemt iemand met naam of gegevens"),
            "advertising": _("Reclame"),
            "untrue": _("Klopt niet"),
            "other": _("Iets anders"),
        },
        "Verdict": {
            "nothing": _("Niets aan de hand"),
            "hidden": _("Verborgen"),
            "warned": _("Schrijver aangesproken"),
            "restored": _("Weer getoond"),
            "links_shown": _("Links getoond"),
        },
    }
)


def label(choice: StrEnum) -> str:
    """Return what this choice is called, in the language of the reader."""
    return str(LABELS[type(choice).__name__][choice.value])


def choices(members: Iterable[StrEnum]) -> list[SelectChoice]:
    """Return the choices of a form field: the value, and what it is called."""
    return [SelectChoice(member.value, LABELS[type(member).__name__][member.value]) for member in members]


def named(members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return the value of each choice and what it is called, in the language of the reader."""
    return [(member.value, label(member)) for member in members]


def grouped(rows: Iterable[tuple[int, str, StrEnum]]) -> list[SelectChoice]:
    """Return the choices of a form field in groups; a row is an id, a name, and the kind it stands under."""
    return [SelectChoice(str(number), name, optgroup=label(kind)) for number, name, kind in rows]
