"""The states of the pages of working together: role, name, address, and what is done there first."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.journeys.site import BOARD
from tests.journeys.steps import (
    ask_and_answer_nothing,
    ask_and_open,
    choose_no_day,
    enter_and_claim,
    enter_and_look_again,
    enter_for_somebody,
    make_an_address,
    open_all,
    plan_a_meeting,
    plan_a_meeting_and_write_it_down,
    report_it,
    report_it_and_decide_nothing,
    report_it_and_see_the_queue,
    send_empty,
    type_a_wrong_code,
)

PROGRAMME = "/programmas/samen-landerd-samen-beter"
SOUP = "/initiatieven/{dinsdagsoep-in-reek}"
LUNCH = "/initiatieven/{kerstlunch}"
REPORT = "/melden/initiatief/"

# Add yours: ("kartrekker's role", "a name", "/an/address", follow("A link")) - see states.py.
OF_WORKING_TOGETHER: list[tuple[str, str, str] | tuple[str, str, str, Callable[[Page], Any]]] = [
    ("resident", "mail that one gets", "/mijn/post"),
    ("visitor", "reporting an initiative", f"{REPORT}{{dinsdagsoep-in-reek}}"),
    (
        "partner",
        "reporting an initiative with mistakes",
        f"{REPORT}{{dinsdagsoep-in-reek}}",
        send_empty,
    ),
    ("resident", "having reported an initiative", f"{REPORT}{{bezoekmaatjes}}", report_it),
    (
        "theme lead",
        "what people reported",
        f"{REPORT}{{dinsdagsoep-in-reek}}",
        report_it_and_see_the_queue,
    ),
    (
        "theme lead",
        "deciding about a report with mistakes",
        f"{REPORT}{{dinsdagsoep-in-reek}}",
        report_it_and_decide_nothing,
    ),
    ("resident", "what one follows", "/mijn/volgen"),
    ("theme lead", "all the news", "/mijn/nieuws"),
    ("resident", "whether to follow a board", f"{BOARD}/volgers"),
    ("resident", "mail that one gets with mistakes", "/mijn/post", choose_no_day),
    ("theme lead", "tasks of an initiative", "/initiatieven/{dinsdagsoep-in-reek}/taken"),
    ("theme lead", "tasks with mistakes", "/initiatieven/{dinsdagsoep-in-reek}/taken", send_empty),
    ("theme lead", "tasks of a board", f"{BOARD}/taken"),
    # Questions and answers.
    ("programme manager", "a question to answer", f"{SOUP}/reacties", ask_and_open),
    ("programme manager", "a question with mistakes", f"{SOUP}/reacties", ask_and_answer_nothing),
    ("visitor", "questions on a board", f"{BOARD}/vragen"),
    ("visitor", "questions to an organisation", "/organisaties/gemeente-landerd/vragen"),
    (
        "visitor",
        "questions that an organisation answered",
        "/organisaties/gemeente-landerd/vragen?toon=beantwoord",
    ),
    # Who puts in what, results, reactions.
    ("visitor", "results", f"{SOUP}/resultaten"),
    ("resident", "results with a form", f"{LUNCH}/resultaten"),
    ("resident", "results with mistakes", f"{LUNCH}/resultaten", send_empty),
    ("representative", "what partners put in", f"{SOUP}/inzet", open_all),
    ("representative", "what partners of a board put in", f"{BOARD}/inzet", open_all),
    ("resident", "who takes part", f"{LUNCH}/inzet", open_all),
    ("resident", "who takes part with mistakes", f"{LUNCH}/inzet", send_empty),
    ("visitor", "start check", f"{SOUP}/startcheck"),
    ("visitor", "frameworks", f"{SOUP}/kaders"),
    ("theme lead", "frameworks to change, with mistakes", f"{SOUP}/kaders", send_empty),
    ("theme lead", "start check to fill in", f"{LUNCH}/startcheck/vragen"),
    ("theme lead", "start check with mistakes", f"{LUNCH}/startcheck/vragen", send_empty),
    ("theme lead", "begin while not all is clear", f"{LUNCH}/fase?stage=running", send_empty),
    ("theme lead", "meetings", f"{PROGRAMME}/bijeenkomsten"),
    ("theme lead", "plan a meeting", f"{PROGRAMME}/bijeenkomsten/nieuw"),
    ("theme lead", "plan a meeting with mistakes", f"{PROGRAMME}/bijeenkomsten/nieuw", send_empty),
    ("theme lead", "a meeting", f"{PROGRAMME}/bijeenkomsten/nieuw", plan_a_meeting),
    (
        "theme lead",
        "minutes of a meeting",
        f"{PROGRAMME}/bijeenkomsten/nieuw",
        plan_a_meeting_and_write_it_down,
    ),
    ("theme lead", "calendar on a phone", "/mijn/agenda"),
    ("theme lead", "calendar on a phone with its address", "/mijn/agenda", make_an_address),
    ("visitor", "advice on an initiative", "/initiatieven/{bezoekmaatjes}/adviezen"),
    ("theme lead", "advice on a board", f"{BOARD}/adviezen"),
    ("representative", "an idea for somebody", f"{BOARD}/namens"),
    ("representative", "an idea for somebody with mistakes", f"{BOARD}/namens", send_empty),
    ("representative", "a paper with a code", f"{BOARD}/namens", enter_for_somebody),
    ("representative", "a paper without its code", f"{BOARD}/namens", enter_and_look_again),
    ("representative", "a support for somebody", f"{SOUP}/namens"),
    ("representative", "a support for somebody with mistakes", f"{SOUP}/namens", send_empty),
    ("representative", "people whom one entered something for", "/namens"),
    ("representative", "a code for somebody else", f"{BOARD}/namens", enter_and_claim),
    ("visitor", "code on paper", "/code"),
    ("visitor", "a wrong code on paper", "/code", type_a_wrong_code),
    ("visitor", "form on paper", f"{BOARD}/formulier"),
]
