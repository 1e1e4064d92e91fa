"""What the choices of signing in and of personal data are called on the screen (domain/glossary.md)."""

from flask_babel import lazy_gettext as _

TRUST: dict[str, dict[str, str]] = {
    "Way": {
        "password": _("Met een wachtwoord"),
        "link": _("Met een link in een mail"),
        "passkey": _("Met een toegangssleutel"),
        "outside": _("Via uw organisatie"),
    },
    "ConsentFor": {
        "on_behalf": _("Iets plaatsen namens iemand"),
        "quote": _("Een citaat laten zien"),
        "picture": _("Een foto laten zien"),
        "digest": _("Mail met nieuws krijgen"),
        "address": _("De coördinator uw e-mailadres laten zien"),
    },
    "ConsentHow": {
        "self": _("Zelf, in Samenbord"),
        "link": _("Via een link"),
        "paper": _("Op papier"),
        "spoken": _("Mondeling"),
    },
    "Ground": {
        "consent": _("Uw toestemming (AVG, artikel 6, lid 1, onder a)"),
        "contract": _("Nodig voor wat u met ons afspreekt (AVG, artikel 6, lid 1, onder b)"),
        "legal_duty": _("Een plicht in de wet (AVG, artikel 6, lid 1, onder c)"),
        "public_task": _("Een taak van algemeen belang (AVG, artikel 6, lid 1, onder e)"),
    },
    "Seen": {
        "nobody": _("niemand: alleen het systeem gebruikt het"),
        "self": _("uzelf"),
        "receiver": _("wie het bericht krijgt"),
        "administrators": _("de beheerder"),
        "moderators": _("de kartrekker en het programmateam"),
        "coordinator": _("de coördinator van het initiatief, als u dat kiest"),
        "organisation": _("leden van de organisatie of het team"),
        "partners": _("wie meewerkt in het programma"),
        "everybody": _("iedereen, als het openbaar is"),
    },
    "DataKind": {
        "link": _("bij wie het hoort"),
        "name": _("naam"),
        "contact": _("contactgegevens"),
        "words": _("teksten"),
        "private": _("persoonlijke gegevens"),
        "fact": _("tijdstippen, rollen en keuzes"),
        "file": _("bestanden en foto's"),
        "secret": _("sleutels en codes, versleuteld"),
    },
    "AuditKind": {
        "entry": _("Inloggen"),
        "account": _("Accounts"),
        "role": _("Rollen en uitnodigingen"),
        "partner": _("Organisaties en deelname"),
        "visibility": _("Wie iets ziet"),
        "borging": _("Borging"),
        "handover": _("Overdracht"),
        "adopted": _("Vastgestelde verslagen"),
        "export": _("Meegenomen gegevens"),
        "programme": _("Programma's en geld"),
        "privacy": _("Persoonsgegevens"),
        "operation": _("Beheer van de server"),
    },
    "Contributions": {
        "stay": _("Laten staan, onder “oud-deelnemer”"),
        "go": _("Ook weghalen"),
    },
}
