"""A store of its own for whoever asks for one."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.object_store import make_bucket, store_server, with_store
from workspace.config import Settings


@pytest.fixture(scope="session")
def store_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with store_server(tmp_path_factory.mktemp("store")) as address:
        yield address


@pytest.fixture
def in_store(app, store_address) -> Settings:
    """The settings of the application with files in an empty bucket."""
    bucket = f"samenbord-{uuid4().hex[:12]}"
    make_bucket(store_address, bucket)
    return with_store(app.extensions["settings"], store_address, bucket)
