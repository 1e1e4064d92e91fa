"""What tables are called to whoever reads what is kept about them."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from workspace.privacy.words.own_columns import COLUMNS

TABLES: dict[str, LazyString] = {
    "user": _("Uw account"),
    "account_link": _("Links die u per e-mail kreeg"),
    "user_session": _("Waar u bent ingelogd"),
    "sign_in_under_way": _("Inloggen dat nog niet klaar is"),
    "passkey": _("Toegangssleutels"),
    "passkey_challenge": _("Inloggen met een toegangssleutel dat nog niet klaar is"),
    "code_generator": _("App voor codes"),
    "recovery_code": _("Herstelcodes"),
    "outside_identity": _("Inloggen via uw organisatie"),
    "event": _("Wat u deed"),
    "audit_entry": _("Wat het controlespoor van u heeft"),
    "outgoing_mail": _("E-mail aan u"),
    "consent_entry": _("Toestemming die u gaf of introk"),
    "erasure_request": _("Verzoeken om uw gegevens weg te halen"),
    "inactivity_warning": _("Waarschuwingen dat uw account lang niet gebruikt is"),
    "membership": _("Organisaties waar u bij hoort"),
    "partner_request": _("Vragen van u aan een organisatie om mee te doen"),
    "team_member": _("Programmateams waar u in zit"),
    "board_member": _("Werkgroepen waar u in zit"),
    "invitation": _("Uitnodigingen aan u"),
    "initiative": _("Initiatieven die u plaatste of coördineert"),
    "revision": _("Wijzigingen van initiatieven door u"),
    "framework_change": _("Wijzigingen van kaders door u"),
    "start_answer": _("Antwoorden van u voor de start"),
    "started_anyway": _("Begonnen terwijl nog niet alles duidelijk was"),
    "participation": _("Initiatieven waar u aan meedoet"),
    "support": _("Initiatieven die u steunt"),
    "update": _("Nieuws van u"),
    "picture": _("Foto’s bij uw nieuws"),
    "looked_at": _("Bijdragen van u die zijn bekeken"),
    "comment": _("Reacties van u"),
    "response_clock": _("Vragen van u aan organisaties"),
    "advice": _("Adviezen van u"),
    "result": _("Resultaten die u invulde"),
    "reaction": _("Wat u van nieuws vond"),
    "on_behalf": _("Wat namens u is ingebracht"),
    "claim_code": _("Codes op papier"),
    "moderation_case": _("Wat de begeleiding bekeek van u"),
    "report": _("Meldingen van u"),
    "warned": _("Berichten van de begeleiding aan u"),
    "meeting": _("Bijeenkomsten die u plande"),
    "attendance": _("Bijeenkomsten waar u voor gevraagd bent"),
    "calendar_key": _("Uw agenda op een telefoon"),
    "task": _("Taken van u"),
    "departure": _("Aankondigingen dat u vertrekt"),
    "transfer": _("Wat u overdroeg of overnam"),
    "analysis": _("Vragen die u bewaarde"),
    "follow": _("Wat u volgt"),
    "notice": _("Meldingen aan u"),
    "mail_choice": _("Wanneer u e-mail wilt"),
    "mailed_notice": _("Meldingen die u per e-mail kreeg"),
    "borging_aspect": _("Afspraken over borging waar u voor instaat"),
    "aspect_change": _("Wijzigingen van borging"),
    "evidence": _("Bewijs dat u toevoegde"),
    "carry_confirmation": _("Bevestigingen van u dat een organisatie iets draagt"),
    "handover_step": _("Stappen van u in een overdracht"),
    "scan": _("Borgingsscans die u begon"),
    "scan_answer": _("Antwoorden van u in borgingsscans"),
    "scan_step": _("Volgende stappen van u"),
    "solo_trial": _("Proeven zonder trekker die u voorstelde"),
    "stance": _("Standpunten die u noteerde"),
    "learning_moment": _("Leermomenten van u"),
    "quote_consent": _("Citaten van u"),
    "moment_picture": _("Foto’s bij uw leermomenten"),
    "testimony": _("Wat een vastgesteld verslag van uw leermomenten heeft"),
    "obstacle_share": _("Obstakels die u deelde"),
    "reflection": _("Reflecties van u"),
    "red_thread": _("Rode draden die u maakte"),
    "thread_moment": _("Leermomenten die u in een rode draad zette"),
    "declined_pair": _("Voorstellen voor rode draden die u afwees"),
    "declined_suggestion": _("Voorstellen voor leermomenten die u afwees"),
    "learning_history": _("Leergeschiedenissen die u maakte"),
    "starting_point": _("Vragen die u overnam"),
    "programme_report": _("Verslagen die u maakte"),
    "report_section": _("Delen van verslagen die u schreef"),
    "section_remark": _("Opmerkingen van u bij verslagen"),
    "nothing_to_tell": _("Waarom er niets te vertellen was, volgens u"),
    "rendition": _("Bestanden die u vroeg"),
}


def table_title(name: str) -> str:
    """Return what the rows of a table are to the person they are about."""
    return str(TABLES[name])


# What a column with a number is called where the name of the thing is shown instead.
NAMED: dict[str, LazyString] = {
    "initiative_id": _("Initiatief"),
    "organisation_id": _("Organisatie"),
    "programme_id": _("Programma"),
    "board_id": _("Themabord"),
}


def named_title(name: str) -> str:
    """Return what a column is called that shows a name for its number."""
    return str(NAMED[name])


def column_title(name: str) -> str:
    """Return what a column is called; one that is not known keeps its own name."""
    return str(COLUMNS.get(name, name))
