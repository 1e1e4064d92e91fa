"""No route lets one person fill the place or a mailbox: each has a limit, or a reason why it needs none."""

import pytest
from flask import Flask

from tests.house.rights import ACTS
from tests.house.routes import ROUTES
from tests.house.test_house_rules import tell
from workspace.limits import limiter

# People of the street: whoever wants to can have what they may.
ANYBODY = {"visitor", "nico", "rachida"}

# What needs no limit, by why.
UNLIMITED: dict[str, str] = {
    "changes settings of one's own account, of which there is one": """
        accounts.change_language accounts.change_name accounts.begin_app accounts.recovery_codes
        accounts.remove_app accounts.remove_key accounts.rename_key accounts.unlink
        digests.choose following.seen meetings.new_key meetings.no_key privacy.erase privacy.take_back""",
    "only ends a session": """
        accounts.sign_out accounts.sign_out_device accounts.sign_out_everywhere accounts.sign_out_others""",
    "needs a secret that we mailed or gave, which works once": """
        accounts.confirm accounts.confirm_new_address accounts.reset_password accounts.sign_in_by_link
        accounts.add_key digests.change digests.stop learning.answer_quote_by_key
        learning.withdraw_quote_by_key on_behalf.confirm""",
    "there is at most one for each person and thing": """
        following.follow_board following.follow_initiative following.follow_organisation
        following.follow_programme following.stop_board following.stop_initiative
        following.stop_organisation following.stop_programme initiatives.join initiatives.leave
        initiatives.support initiatives.withdraw results.send invitations.answer learning.answer_my_quote
        learning.withdraw_my_quote leaving.mine leaving.accept_all initiatives.save_start_check
        initiatives.save_frameworks""",
    "changes, answers or ends something that is there, which was limited when it was made": """
        comments.remove comments.save independence.agree independence.call_off initiatives.end
        initiatives.end_taking_part initiatives.let_take_part initiatives.publish initiatives.save
        leaving.take_back_question results.save results.withdraw tasks.finish tasks.remove tasks.reopen
        tasks.save moderation.read_word""",
    "counted in the view itself, once it is known that the form is right": """
        moderation.send_report privacy.fetch_own_data renditions.ask_history renditions.ask_report""",
    "keeps nothing: it shows what was typed beside what is there": "initiatives.compare",
}
REASONS = {endpoint: why for why, endpoints in UNLIMITED.items() for endpoint in endpoints.split()}


def is_limited(app: Flask, endpoint: str) -> bool:
    view = app.view_functions[endpoint]
    name = f"{view.__module__}.{view.__qualname__}"
    return any(known.startswith(name) for known in limiter.limit_manager._decorated_limits)


@pytest.mark.once
def test_whatever_people_of_the_street_write_has_a_limit_or_a_reason(app: Flask):
    writing = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    theirs = {
        endpoint
        for endpoint in writing & set(ROUTES)
        if ANYBODY & ACTS[(ROUTES.get(f"{endpoint} POST") or ROUTES[endpoint]).act]
    }
    limited = {endpoint for endpoint in writing if is_limited(app, endpoint)}
    open_wide = sorted(theirs - limited - set(REASONS))
    tell(open_wide, "put @posting on the view (workspace/limits.py), or say here why it needs no limit.")
    tell(sorted(set(REASONS) & limited), "take it out: it has a limit.")
    tell(sorted(set(REASONS) - theirs), "take it out: nobody of the street may do that.")


@pytest.mark.once
def test_every_upload_has_a_limit(app: Flask):
    large = {name for name, view in app.view_functions.items() if hasattr(view, "takes_bytes")}
    evidence = "borging.change"  # as large as any form
    tell(
        sorted(name for name in large | {evidence} if not is_limited(app, name)),
        "put @posting on the view: files fill the disk.",
    )
