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
        "outside_sign_in": _("Inloggen via de eigen organisatie"),
    },
    "ConsentHow": {
        "self": _("Zelf, in Samenbord"),
        "link": _("Via een link"),
        "paper": _("Op papier"),
        "spoken": _("Mondeling"),
    },
    "Contributions": {
        "stay": _("Laten staan, onder “oud-deelnemer”"),
        "go": _("Ook weghalen"),
    },
}
