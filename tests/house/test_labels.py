"""Every choice in the models has a name on the screen."""

import pytest
from sqlalchemy import Enum

from workspace import features
from workspace.db import Base
from workspace.labels import LABELS

features.modules("models")
NEVER_SHOWN = {"LinkPurpose"}
SHOWN = {
    column.type.enum_class
    for table in Base.metadata.tables.values()
    for column in table.columns
    if isinstance(column.type, Enum) and column.type.enum_class.__name__ not in NEVER_SHOWN
}


@pytest.mark.parametrize("choice", sorted(SHOWN, key=lambda kind: kind.__name__))
def test_every_member_of_a_choice_has_a_label(choice):
    missing = [member for member in choice if member.value not in LABELS.get(choice.__name__, {})]
    assert missing == [], f"Add to workspace/labels.py, under {choice.__name__!r}: {missing}"
