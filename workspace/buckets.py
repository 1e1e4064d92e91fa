"""A folder of files in a bucket of an S3-compatible store (workspace/stores.py says what a folder does)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from workspace.config import Settings
from workspace.later import later
from workspace.stores import IN_MEMORY, Folder, Kept, StoreAway, inside, pieces

if TYPE_CHECKING:
    import boto3
    from botocore import config as botocore_config
    from botocore import exceptions as botocore_errors
else:
    boto3 = later("boto3", for_visitors=False)
    botocore_config = later("botocore.config", for_visitors=False)
    botocore_errors = later("botocore.exceptions", for_visitors=False)

LISTED_AT_ONCE = 1000  # files of the store
CONNECT_SECONDS, READ_SECONDS, TRIES = 3, 15, 3
GONE = frozenset({"404", "NoSuchKey", "NotFound"})


class InBucket(Folder):
    """A folder of a bucket: what its keys begin with."""

    is_far = True

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self._client, self._bucket, self._prefix = client, bucket, prefix

    def __str__(self) -> str:
        return f"s3://{self._bucket}/{self._prefix}"

    def _inner(self, name: str) -> "InBucket":
        return InBucket(self._client, self._bucket, f"{self._prefix}{name}/")

    def write(self, name: str, content: bytes | IO[bytes]) -> None:
        with _asking():
            self._client.put_object(**self._at(name), Body=content)

    def open(self, name: str) -> IO[bytes]:
        """Return a file of which every byte is here: a store that fails half-way fails now."""
        with _asking(name), ExitStack() as when_it_fails:
            body = self._client.get_object(**self._at(name))["Body"]
            here = when_it_fails.enter_context(SpooledTemporaryFile(IN_MEMORY))
            with body:
                here.writelines(pieces(body))
            here.seek(0)
            when_it_fails.pop_all()  # from here on the caller closes it
        return here

    def size(self, name: str) -> int | None:
        try:
            with _asking(name):
                return int(self._client.head_object(**self._at(name))["ContentLength"])
        except FileNotFoundError:
            return None

    def _remove(self, name: str) -> None:
        with _asking():
            self._client.delete_object(**self._at(name))

    def _walk(self) -> Iterator[Kept]:
        pages = self._client.get_paginator("list_objects_v2")
        with _asking():
            size = {"PageSize": LISTED_AT_ONCE}
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix, PaginationConfig=size):
                for each in page.get("Contents", ()):
                    written: datetime = each["LastModified"]
                    name = each["Key"].removeprefix(self._prefix)
                    yield Kept(name, each["Size"], written.timestamp())

    def check(self) -> None:
        with _asking():
            self._client.head_bucket(Bucket=self._bucket)

    def make(self) -> None:
        try:
            self.check()
        except StoreAway:
            region = self._client.meta.region_name
            place = {"CreateBucketConfiguration": {"LocationConstraint": region}}
            with _asking():
                self._client.create_bucket(Bucket=self._bucket, **place if region != "us-east-1" else {})

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": f"{self._prefix}{inside(name)}"}


@cache
def connection(settings: Settings) -> Any:
    """Return the connection of this process to the store; it reconnects by itself."""
    return boto3.session.Session().client(
        "s3",
        endpoint_url=settings.s3_endpoint or None,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key,
        config=botocore_config.Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Stores that are compatible, but older, do not know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextmanager
def _asking(name: str = "") -> Iterator[None]:
    """Turn what a store answers into what a disk does: a file that is not there, or a store that is away."""
    try:
        yield
    except botocore_errors.ClientError as refusal:
        code = str(refusal.response.get("Error", {}).get("Code", ""))
        if name and code in GONE:
            raise FileNotFoundError(name) from None
        raise StoreAway(f"The store refused: {code}.") from refusal
    except botocore_errors.BotoCoreError as trouble:
        raise StoreAway(f"The store did not answer: {type(trouble).__name__}.") from trouble
