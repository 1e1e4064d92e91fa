"""Text that tries to be more than text is shown as text, and spoils no page."""

from playwright.sync_api import Dialog, Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, look_at_board, post_idea
from tests.journeys.site import BOARD, Site, assert_no_sideways_scroll

TITLE = "<img src=x onerror=alert(1)> {{7*7}} {% raw %} 🫶🏽"
LONG_WORD = "Aansprakelijkheidswaardevaststellingsveranderingen" * 8
MIRRORED = "\u202emoc.elpmaxe\u202c \u2067עברית\u2069 العربية"
WORDS = (
    '<form hx-post="/uitloggen" hx-trigger="load"><button>Win</button></form>'
    '<a href="javascript:alert(2)" onclick="alert(3)">klik</a>'
    "<script>alert(4)</script><style>body{display:none}</style>"
    f" {LONG_WORD} {MIRRORED} {{{{7+7}}}} ${{7+7}} [link](javascript:alert(5))"
    ' <div data-live-url="/x" id="kijk" hx-get="/uitloggen" hx-trigger="load">'
)
TRICKS = (
    "img[src=x], main [hx-trigger=load], main script, main style, [onclick], [onerror], a[href^=javascript]"
)


def test_hostile_text_does_nothing_anywhere(open_page: OpenPage, site: Site) -> None:
    phone = site.sign_in(open_page(320), "resident")
    alarms: list[str] = []

    def note(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    phone.on("dialog", note)
    title = a_title(TITLE)
    address = post_idea(phone, title, WORDS)

    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("<img src=x onerror=alert(1)> {{7*7}}")
    phone.get_by_label("Uw reactie").fill(WORDS)
    phone.get_by_role("button", name="Reactie plaatsen").click()
    expect(phone.locator("#reacties .comment")).to_contain_text("{{7+7}}")
    _assert_harmless(phone)
    number = address.split("-")[0]
    look_at_board(phone, title.split()[-1])
    expect(phone.locator(".card__title", has_text="onerror")).to_have_count(1)
    _assert_harmless(phone)
    for place in (
        f"{BOARD}?weergave=lijst",
        f"{BOARD}?weergave=tabel",
        "/",
        "/mijn",
        f"{number}/bewerken",
        f"{number}/reacties",
        f"{number}/geschiedenis",
    ):
        phone.goto(place)
        _assert_harmless(phone)
    assert alarms == []


def _assert_harmless(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.locator(TRICKS).count() == 0
    expect(page.get_by_role("button", name="Win")).to_have_count(0)
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert_no_sideways_scroll(page)
