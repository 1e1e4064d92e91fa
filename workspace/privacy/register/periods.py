"""How long personal data are kept: each period once, with what removes them then (AVG, article 5, 1 e)."""

from flask_babel import lazy_gettext as _

from workspace.privacy.register.vocabulary import Term

ACCOUNT = Term(
    "account",
    _(
        "Wat bij uw account hoort: zolang u dat hebt. Bent u er %(months)s maanden niet geweest? Dan krijgt u"
        " een mail. Komt u dan niet binnen %(warned)s dagen terug, dan gaan uw naam en adres weg."
    ),
    "workspace.privacy.actions.retention_accounts",
)
PROGRAMME = Term(
    "programme",
    _(
        "Wat u in een programma doet: tot %(days)s dagen na het einde van dat programma. Daarna staat er"
        " “oud-deelnemer”, en niet meer uw naam."
    ),
    "workspace.privacy.actions.retention_programmes",
)
ROLE = Term(
    "role",
    _("Bij welke organisatie u hoort: tot %(days)s dagen nadat u daar weg bent."),
    "workspace.privacy.actions.retention_rows",
)
UNTIL_USED = Term(
    "until_used",
    _("Links in mail, en inloggen dat u begon: tot die zijn gebruikt of verlopen."),
    "workspace.accounts.actions.housekeeping",
)
SESSION = Term(
    "session",
    _("Waar u bent ingelogd: tot u uitlogt, of een tijd niet bent geweest."),
    "workspace.accounts.actions.housekeeping",
)
WEEK = Term(
    "week",
    _("Wat u schreef voordat u inlogde: zeven dagen."),
    "workspace.accounts.actions.housekeeping",
)
MAIL = Term(
    "mail",
    _("Mail aan u: dertig dagen. De tekst gaat weg zodra de mail is verstuurd."),
    "workspace.mail.actions",
)
NOTICES = Term(
    "notices",
    _("Berichten over wat u volgt: negentig dagen."),
    "workspace.following.actions.spreading",
)
FILES = Term(
    "files",
    _("Bestanden die u liet maken: dertig dagen."),
    "workspace.renditions.actions.making",
)
INVITATION = Term(
    "invitation",
    _("Een uitnodiging: tot dertig dagen nadat die is beantwoord of verlopen."),
    "workspace.privacy.actions.retention_rows",
)
TRAIL = Term(
    "trail",
    _("Wie welke rechten kreeg of gebruikte: %(trail)s maanden."),
    "workspace.audit.actions",
)
PROOF = Term(
    "proof",
    _("Dat u vroeg om gewist te worden: tot een jaar nadat wij het deden, om dat te kunnen laten zien."),
    "workspace.privacy.actions.retention_rows",
)

TERMS = (
    ACCOUNT,
    PROGRAMME,
    ROLE,
    UNTIL_USED,
    SESSION,
    WEEK,
    MAIL,
    NOTICES,
    FILES,
    INVITATION,
    TRAIL,
    PROOF,
)
