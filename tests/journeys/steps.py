"""What is done on a page before it is looked at: panels opened, forms sent empty, links followed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

TYPED_IN = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])"


TO_THE_SCAN = ("Mantelzorgcafé", "Borgingsscan")
TO_THE_QUESTIONS = (*TO_THE_SCAN, "Vragen beantwoorden")


def open_all(page: Page) -> None:
    """Open every panel of the page."""
    page.evaluate("document.querySelectorAll('main details').forEach(panel => { panel.open = true; })")


def send_empty(page: Page) -> None:
    """Empty the first form and send it: the page comes back with its mistakes."""
    form = page.locator("main form.form").first
    for control in form.locator(
        "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])"
    ).all():
        if control.is_visible():
            control.fill("")
    form.locator(".buttons button").first.click()
    expect(page.locator(".error-summary [data-focus]").first).to_be_visible()


def follow(*links: str) -> Callable[[Page], None]:
    """Return a step that opens the first link with these words, and then with the next."""

    def step(page: Page) -> None:
        for link in links:
            page.goto(page.locator("main a", has_text=link).first.get_attribute("href") or "")

    return step


def answer_nothing(page: Page) -> None:
    follow(*TO_THE_QUESTIONS)(page)
    send_empty(page)


def change_a_step_badly(page: Page) -> None:
    follow("Wijzigen")(page)
    send_empty(page)


def follow_and_open(link: str) -> Callable[[Page], None]:
    """Return a step that opens the first link with these words, and every panel there."""

    def step(page: Page) -> None:
        follow(link)(page)
        open_all(page)

    return step


def follow_twice(first: str, second: str) -> Callable[[Page], None]:
    """Return a step that opens a link with these words, and there one with those."""

    def step(page: Page) -> None:
        follow(first)(page)
        follow(second)(page)

    return step


def choose_an_end_and_send(page: Page) -> None:
    page.locator("main label", has_text="Gestopt").click()
    send_empty(page)


def open_an_aspect(page: Page) -> None:
    page.locator("#borging-geld a", has_text="Wijzigen").click()
    expect(page.locator("#wijzig-geld form")).to_be_visible()


def agree_without_evidence(page: Page) -> None:
    page.locator("main label", has_text="Geborgd").click()
    send_empty(page)


def choose_evidence(kind: str) -> Callable[[Page], None]:
    """Return a step that chooses this kind of evidence, so that the form asks for what it needs."""

    def step(page: Page) -> None:
        page.get_by_label("Wat voor bewijs is dat?").select_option(kind)
        expect(page.locator(f"[data-kind~={kind}]").first).to_be_visible()

    return step


def decide_without_saying_who(page: Page) -> None:
    choose_evidence("decision")(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".error-summary")).to_contain_text("Schrijf wie het besluit nam.")


def open_an_answer(page: Page) -> None:
    page.locator("#reacties a", has_text="Antwoorden").first.click()
    expect(page.locator("#reacties textarea[name=body]").first).to_be_visible()


def sign_in_wrongly(page: Page) -> None:
    page.fill("input[name=email]", "niemand@example.nl")
    page.fill("input[name=password]", "een verkeerd wachtwoord")
    page.click("form:has(input[name=password]) button:not([formaction])")
    expect(page.locator(".error-summary")).to_be_visible()


def ask_for_a_link(page: Page) -> None:
    page.fill("input[name=email]", "niemand@example.nl")
    page.locator("main form.form .buttons button").first.click()
    expect(page.get_by_role("heading", name="Kijk in uw e-mail")).to_be_visible()


def be_too_late(page: Page) -> None:
    """Change the summary in a second tab first, so that this tab's answer is the page of both versions."""
    other = page.context.new_page()
    other.goto(page.url)
    for tab, words in ((other, "Wij zoeken ook bezoekers voor Zeeland."), (page, "Nu ook op zondag.")):
        tab.locator("textarea[name=summary]").fill(words)
        tab.get_by_role("button", name="Opslaan", exact=True).click()
        tab.wait_for_load_state()
    other.close()
    expect(page.locator(".compare").first).to_be_visible()


def moderate_without_a_reason(page: Page) -> None:
    follow("Weghalen")(page)
    send_empty(page)


def ask_for_similar(page: Page) -> None:
    page.fill("#title", "Samen soep eten in Reek")
    page.get_by_role("button", name="Kijk of iets lijkt").click()
    expect(page.locator("#similar a").first).to_be_visible()


def keep_the_question(page: Page) -> None:
    page.fill("input[name=name]", "Als het team stopt")
    page.get_by_role("button", name="Vraag bewaren").click()
    expect(page.get_by_role("heading", name="Toen en nu")).to_be_visible()


def choose_no_day(page: Page) -> None:
    """Want mail on fixed days, and name none."""
    for day in page.locator("input[name=days]:checked").all():
        day.press("Space")
    page.get_by_role("button", name="Keuze opslaan").click()
    expect(page.locator(".error-summary [data-focus]").first).to_be_visible()


def report_it(page: Page) -> None:
    """Say that something is wrong with it, unless one did."""
    if page.get_by_text("Uw melding is binnen").is_visible():
        return
    page.get_by_text("Klopt niet", exact=True).click()
    page.fill("textarea[name=words]", "Dit is een andere dag.")
    page.get_by_role("button", name="Melden", exact=True).click()
    expect(page.get_by_text("Uw melding is binnen")).to_be_visible()


def report_it_and_see_the_queue(page: Page) -> None:
    """Report it as a moderator, and go to where it waits."""
    report_it(page)
    page.goto("/programmas/samen-landerd-samen-beter/eenzaamheid/meldingen")
    expect(page.get_by_role("heading", name="Samen afhandelen")).to_be_visible()


def report_it_and_decide_nothing(page: Page) -> None:
    """Report it, open it in the queue and send the decision empty."""
    report_it_and_see_the_queue(page)
    page.get_by_role("link", name="Apart bekijken").first.click()
    send_empty(page)


def plan_a_meeting(page: Page, day: str = "2020-12-15") -> None:
    """Plan a meeting with an agenda, on a day of the time in which the demonstration lives."""
    page.fill("input[name=title]", "Werkgroep eenzaamheid")
    for name, value in (("day", day), ("starts", "23:57"), ("ends", "23:59")):
        page.fill(f"input[name={name}]", value)
    page.get_by_role("button", name="Plannen en uitnodigen").click()
    for title in ("Opening", "Rondje"):
        page.get_by_text("Punt toevoegen").click()
        page.fill("input[name=punt-title]", title)
        page.get_by_role("button", name="Op de agenda zetten").click()
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    open_all(page)


def plan_a_meeting_and_write_it_down(page: Page) -> None:
    """Plan one for the day on which the demonstration begins, and open its minutes."""
    plan_a_meeting(page, "2020-11-24")
    page.get_by_role("link", name="Verslag schrijven").click()


def make_an_address(page: Page) -> None:
    """Make the secret address of one's calendar."""
    page.get_by_role("button", name="adres maken").or_(
        page.get_by_role("button", name="Adres maken")
    ).first.click()
    expect(page.get_by_role("heading", name="Uw geheime adres")).to_be_visible()
    open_all(page)


def ask_and_open(page: Page) -> None:
    """Ask the first organisation of the list something, and open all there is to do with that question."""
    page.locator("#reactie-tekst").fill("Mogen wij het plein gebruiken?")
    page.locator("#reactie-vraag-aan").select_option(index=1)
    page.get_by_role("button", name="Reactie plaatsen").click()
    page.goto(page.locator("main a[href^='/vragen/']").last.get_attribute("href") or "")
    open_all(page)


def ask_and_answer_nothing(page: Page) -> None:
    ask_and_open(page)
    send_empty(page)


def enter_for_somebody(page: Page) -> None:
    """Enter an idea for somebody who does not come online, on the form of a board."""
    page.get_by_label("Titel").fill("Een bankje bij de kerk")
    page.locator("textarea[name=summary]").fill("Even zitten op weg naar de winkel.")
    page.get_by_label("Hoe wil de persoon op het scherm heten?").fill("Wil")
    page.locator("label", has_text="aan de keukentafel").click()
    page.get_by_label("Op welke dag zei de persoon ja?").fill("2020-11-20")
    page.locator("label", has_text="De persoon vindt het goed").click()
    page.get_by_role("button", name="Idee plaatsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een papier voor Wil")


def enter_and_look_again(page: Page) -> None:
    """The paper without its code, which was shown before."""
    enter_for_somebody(page)
    page.reload()


def enter_and_claim(page: Page) -> None:
    """Type the code on the paper that oneself just made: it is for somebody else."""
    enter_for_somebody(page)
    code = page.locator("strong.code").inner_text()
    type_code(page, code)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze code is niet voor u")


def type_code(page: Page, code: str) -> None:
    page.goto("/code")
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Verder").click()


def type_a_wrong_code(page: Page) -> None:
    type_code(page, "AAAA AAAA")
    expect(page.locator(".error-summary [data-focus]")).to_be_visible()


def ask(page: Page, words: str, organisation: str) -> None:
    """Ask an organisation something, on the page of an initiative."""
    page.get_by_label("Uw reactie").fill(words)
    page.get_by_label("Dit is een vraag aan").select_option(label=organisation)
    page.get_by_role("button", name="Reactie plaatsen").click()
    expect(page.locator("#reacties .comment", has_text=words)).to_be_visible()


def add_task(page: Page, address: str, title: str) -> None:
    """Add a task of one's own to the initiative at this address."""
    page.goto(address)
    page.goto(page.locator("main a[href$='/taken']").first.get_attribute("href") or "")
    page.get_by_label("Wat moet er gebeuren?").fill(title)
    page.get_by_role("button", name="Taak toevoegen").click()
    expect(page.locator("main li", has_text=title)).to_be_visible()


def plan_for(page: Page, address: str, title: str) -> None:
    """Plan a meeting on the form at this address, for the group that it offers first."""
    page.goto(address)
    for name, value in (("title", title), ("day", "2020-12-16"), ("starts", "19:30"), ("ends", "21:00")):
        page.fill(f"input[name={name}]", value)
    page.get_by_role("button", name="Plannen en uitnodigen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
