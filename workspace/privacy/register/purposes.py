"""For what personal data are kept: each purpose once, with its ground (AVG, articles 5 and 6)."""

from flask_babel import lazy_gettext as _

from workspace.privacy.register.vocabulary import Ground, Purpose

ACCOUNT = Purpose(
    "account",
    _("Een account"),
    _("Zodat u kunt inloggen, en zodat anderen zien wie iets schrijft."),
    Ground.CONTRACT,
    _("Iedereen met een account"),
    _("Uw naam, e-mailadres en taal, uw wachtwoord (versleuteld), en de laatste dag waarop u er was"),
)
SAFETY = Purpose(
    "safety",
    _("Veilig inloggen en toezicht"),
    _("Zodat niemand anders in uw account komt, en zodat te controleren is wie welke rechten kreeg."),
    Ground.LEGAL_DUTY,
    _("Iedereen met een account"),
    _("Waar u bent ingelogd, toegangssleutels en codes (versleuteld), en welke rechten wanneer veranderden"),
)
MAIL = Purpose(
    "mail",
    _("Berichten en mail"),
    _("Zodat u hoort wat er gebeurt in wat u volgt, en mail krijgt die u zelf vraagt."),
    Ground.CONTRACT,
    _("Iedereen met een account, en wie een uitnodiging krijgt"),
    _("Wat u volgt, uw keuzes voor mail, berichten aan u, en het adres waarnaar een uitnodiging ging"),
)
TAKING_PART = Purpose(
    "taking_part",
    _("Meedoen en meepraten"),
    _("Zodat u een initiatief kunt plaatsen, steunen of eraan meedoen, en erover kunt meepraten."),
    Ground.PUBLIC_TASK,
    _("Inwoners, vrijwilligers en medewerkers die meedoen"),
    _(
        "Wat u schrijft, steunt en waaraan u meedoet, met de rol die u toen had. De coördinator van een"
        " initiatief ziet uw e-mailadres alleen als u dat zelf kiest"
    ),
)
ROLES = Purpose(
    "roles",
    _("Rollen en rechten"),
    _("Zodat duidelijk is wie namens welke organisatie spreekt, en wie wat mag."),
    Ground.PUBLIC_TASK,
    _("Leden van organisaties, werkgroepen en het programmateam"),
    _(
        "Bij welke organisatie, welk bord en welk programma u hoort, in welke functie, en van wanneer tot"
        " wanneer"
    ),
)
ON_BEHALF = Purpose(
    "on_behalf",
    _("Iets plaatsen namens iemand zonder account"),
    _("Zodat ook wie geen computer gebruikt, kan meedoen."),
    Ground.CONSENT,
    _("Mensen voor wie een medewerker iets plaatst"),
    _(
        "De voornaam van die persoon of een omschrijving, hoe het binnenkwam, en de dag waarop die persoon"
        " ja zei"
    ),
)
TOGETHER = Purpose(
    "together",
    _("Samenwerken in een programma"),
    _("Zodat afspraken, taken en vergaderingen bij iemand horen, en werk niet blijft liggen."),
    Ground.PUBLIC_TASK,
    _("Leden van organisaties, werkgroepen en het programmateam"),
    _("Taken, vergaderingen en of u er was, en wie wat van wie overnam"),
)
CARRYING = Purpose(
    "carrying",
    _("Borging en overdracht"),
    _("Zodat later te zien is wie welke afspraak maakte over het voortbestaan van een initiatief."),
    Ground.PUBLIC_TASK,
    _("Medewerkers van organisaties en trekkers van initiatieven"),
    _("Wie iets afsprak, tekende, aanwees of invulde, met uw antwoorden in een borgingsscan"),
)
LEARNING = Purpose(
    "learning",
    _("Leren en verhalen"),
    _("Zodat ervaringen bewaard blijven. Een citaat of een foto komt er alleen in als u ja zegt."),
    Ground.CONSENT,
    _("Mensen die een ervaring delen, en wie een ervaring opschrijft"),
    _("Ervaringen, citaten met naam of rol, foto's, en of u daarmee akkoord ging"),
)
REPORTING = Purpose(
    "reporting",
    _("Verantwoording"),
    _("Zodat raad, college en inwoners kunnen lezen wat er is gedaan, en wie dat vaststelde."),
    Ground.PUBLIC_TASK,
    _("Medewerkers die verslagen maken, vaststellen of er iets over zeggen"),
    _("Wie een verslag maakte, vaststelde of er iets over zei, en bestanden die u liet maken"),
)
MODERATION = Purpose(
    "moderation",
    _("Letten op wat er gezegd wordt"),
    _(
        "Zodat iets dat niet kan, wordt gemeld en verborgen, met uitleg aan wie het schreef"
        " (Digitaledienstenverordening, artikel 16 en 17)."
    ),
    Ground.LEGAL_DUTY,
    _("Wie iets schrijft, wie iets meldt en wie daarover beslist"),
    _("Wat iemand meldde, wat daarover is besloten, en de uitleg aan wie het schreef"),
)
RIGHTS = Purpose(
    "rights",
    _("Uw rechten"),
    _("Zodat te zien is waar u ja of nee op zei, en dat wij deden wat u vroeg (AVG, artikel 5, 7 en 17)."),
    Ground.LEGAL_DUTY,
    _("Iedereen met een account, en wie toestemming geeft"),
    _("Waarop u ja of nee zei en hoe, en uw vraag om gewist te worden"),
)

PURPOSES = (
    ACCOUNT,
    SAFETY,
    MAIL,
    TAKING_PART,
    ON_BEHALF,
    ROLES,
    TOGETHER,
    CARRYING,
    LEARNING,
    REPORTING,
    MODERATION,
    RIGHTS,
)
