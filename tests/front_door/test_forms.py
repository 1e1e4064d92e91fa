"""What the base form does with what comes in."""

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice

from workspace.forms import Form
from workspace.initiatives.models import Stage


class StageForm(Form):
    title = StringField("Titel")
    stage = SelectField("Fase", coerce=Stage, choices=[SelectChoice(Stage.RUNNING, "Uitvoering")])


def test_text_is_cleaned_and_a_chosen_stage_stays_a_stage(app):
    with app.test_request_context(method="POST", data={"title": " Soep\x00 ", "stage": "running"}):
        form = StageForm()
    assert form.title.data == "Soep"
    assert form.stage.data is Stage.RUNNING
