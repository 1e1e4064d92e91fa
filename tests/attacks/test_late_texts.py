"""A text that is translated late holds names that people typed: those are text too."""

import pytest
from flask import render_template_string
from flask_babel import lazy_gettext, lazy_ngettext
from markupsafe import escape

from tests.attacks.living import living
from tests.attacks.tries import corpus
from workspace.learning.forms.consent import AskForm, Way
from workspace.text import clean

pytestmark = pytest.mark.once


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_a_name_in_a_late_text_is_text(app, locale, tries):
    with app.test_request_context(f"/?taal={locale}"):
        for payload in map(clean, corpus("script")):
            for late in (
                lazy_gettext("%(name)s, die dit initiatief trekt", name=payload),
                lazy_ngettext("%(name)s heeft %(num)d taak", "%(name)s heeft %(num)d taken", 2, name=payload),
            ):
                form = AskForm()
                form.way.choices = [(Way.COORDINATOR, late)]
                form.email.label.text = late
                option = next(iter(form.way))
                html = render_template_string(
                    "{{ late }}{{ option.label.text }}{{ option.label }}{{ form.email.label }}{{ form.way }}",
                    late=late,
                    option=option,
                    form=form,
                )
                assert living(html) == [], payload
                assert escape(late) == escape(str(late))
                tries.add(5)
