"""Who guesses codes on paper learns nothing: not by the answer, and not by the work it took."""

import re

from workspace.on_behalf.models.codes import SIGNS

OTHER_IN_EACH = re.compile(r'name="(?:csrf_token|once)"[^>]*value="[^"]*"|value="[^"]*"')


def answer_of(client, queries, code):
    """Return all that somebody sees of the answer, and how many questions the database got."""
    queries.clear()
    answer = client.sign_out().post("/code", data={"code": code})
    asked = len(queries)
    return answer.status_code, OTHER_IN_EACH.sub("", answer.text).replace(code, ""), asked


def test_a_used_code_and_one_that_never_was_answer_alike(client, code_of, paul, nico, queries):
    used = code_of(paul)
    where = client.sign_in(nico).post("/code", data={"code": used}).location
    assert client.post(where).status_code == 303
    never = [f"{sign * 4} {sign * 4}" for sign in SIGNS[:5]]
    answers = {answer_of(client, queries, code) for code in (used, *never)}
    assert len(answers) == 1
    ((status, text, asked),) = answers
    assert status == 422 and "Deze code werkt niet" in text and asked > 0
