"""How long personal data are kept: each period once, with what removes them then (AVG, article 5, 1 e)."""

from flask_babel import lazy_gettext as _

from workspace.privacy.register.vocabulary import Term

ACCOUNT = Term(
    "account",
    _(
        "Zolang u een account hebt. Bent u er %(months)s maanden niet geweest? Dan krijgt u een mail. Komt u"
        " dan niet binnen %(warned)s dagen terug, dan gaan uw naam en adres weg."
    ),
    "workspace.privacy.actions.retention_accounts",
)
PROGRAMME = Term(
    "programme",
    _(
        "Tot %(days)s dagen na het einde van het programma. Daarna staat er “oud-deelnemer”, en niet"
        " meer uw naam."
    ),
    "workspace.privacy.actions.retention_programmes",
)
ROLE = Term(
    "role",
    _("Tot %(days)s dagen nadat u bij de organisatie weg bent, of de overdracht klaar is."),
    "workspace.privacy.actions.retention_rows",
)
UNTIL_USED = Term(
    "until_used",
    _("Tot het is gebruikt of verlopen: minuten tot enkele dagen."),
    "workspace.accounts.actions.housekeeping",
)
SESSION = Term(
    "session",
    _("Tot u uitlogt, of een tijd niet bent geweest."),
    "workspace.accounts.actions.housekeeping",
)
WEEK = Term("week", _("Zeven dagen."), "workspace.accounts.actions.housekeeping")
MAIL = Term("mail", _("Dertig dagen; de tekst tot de mail weg is."), "workspace.mail.actions")
NOTICES = Term("notices", _("Negentig dagen."), "workspace.following.actions.spreading")
FILES = Term("files", _("Dertig dagen."), "workspace.renditions.actions.making")
INVITATION = Term(
    "invitation",
    _("Dertig dagen nadat de uitnodiging is beantwoord of verlopen."),
    "workspace.privacy.actions.retention_rows",
)
TRAIL = Term("trail", _("%(trail)s maanden."), "workspace.audit.actions")
PROOF = Term(
    "proof",
    _("Een jaar nadat het is gedaan, om te kunnen laten zien dat wij het deden."),
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
