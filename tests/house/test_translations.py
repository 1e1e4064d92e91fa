"""Everything on the screen exists in English too."""

from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.house.test_house_rules import ROOT, tell

TRANSLATIONS = ROOT / "workspace" / "translations"
CATALOGUE = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
INSTEAD = "run `make translations` and translate what is empty or fuzzy in the English catalogue."


def on_screen() -> dict[str, str]:
    """Return every Dutch text that is marked for translation, with the place where it stands."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    texts = {}
    for folder in ("workspace", "templates"):
        here = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods]
        opts = {pattern.removeprefix(f"{folder}/"): chosen for pattern, chosen in options.items()}
        for name, line, text, *_ in extract_from_dir(str(ROOT / folder), here, opts, keywords=KEYWORDS):
            first = text[0] if isinstance(text, tuple) else text
            texts[first] = f"{folder}/{name}:{line}"
    return texts


def translations() -> dict[str, Message]:
    """Return the messages of the English catalogue by their Dutch text."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {msg.id[0] if isinstance(msg.id, tuple) else msg.id: msg for msg in catalogue if msg.id}


def is_complete(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def test_every_text_on_the_screen_has_an_english_translation():
    known = translations()
    tell(
        [f"{place}: {text}" for text, place in on_screen().items() if not is_complete(known.get(text))],
        INSTEAD,
    )


def test_translations_fill_in_the_same_things():
    wrong = [f"{msg.id}: {error}" for msg in translations().values() for error in msg.check()]
    tell(wrong, "use the same %(names)s in the English text as in the Dutch.")
