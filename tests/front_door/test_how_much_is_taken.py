"""Only news takes as much as six photographs: elsewhere nobody fills the disk of the server."""

from io import BytesIO

MEGABYTE = 1024 * 1024


def test_a_page_without_photographs_takes_one_file_at_most(client, initiative, nico):
    address = f"/initiatieven/{initiative.id}/reacties"
    sent = {"body": "Mooi.", "bijlage": (BytesIO(b"x" * 14 * MEGABYTE), "x.bin")}
    assert client.sign_in(nico).post(address, data=sent).status_code == 413
    assert client.post(address, data={"body": "Mooi."}).status_code == 303


def test_a_visitor_fills_no_disk_either(client):
    sent = {"code": "ABCD", "bijlage": (BytesIO(b"x" * 14 * MEGABYTE), "x.bin")}
    assert client.post("/code", data=sent).status_code == 413


def test_news_takes_six_photographs_of_a_phone(client, initiative, rachida):
    address = f"/initiatieven/{initiative.id}/nieuws/nieuw"
    sent = {"body": "Soep", "bijlage": (BytesIO(b"x" * 30 * MEGABYTE), "x.bin")}
    assert client.sign_in(rachida).post(address, data=sent).status_code != 413
    sent = {"body": "Soep", "bijlage": (BytesIO(b"x" * 41 * MEGABYTE), "x.bin")}
    assert client.post(address, data=sent).status_code == 413
