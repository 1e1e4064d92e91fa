"""An S3-compatible store for the tests: a server of its own that is spoken to over http."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import boto3

from workspace.config import Settings

KEY = "testing-key"
SECRET = "testing-secret"


def free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def store_server(place: Path, port: int = 0) -> Iterator[str]:
    """Run a store, at this port if any, until the block ends; give its address."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (place / "store.log").open("w") as out:
        server = subprocess.Popen(line, stdout=out, stderr=out)
        try:
            for _ in range(300):
                assert server.poll() is None, (place / "store.log").read_text()
                try:
                    urllib.request.urlopen(f"{address}/moto-api/", timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(10)


def make_bucket(address: str, bucket: str) -> None:
    """Make a bucket, empty."""
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="eu-west-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
    )
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})


def with_store(settings: Settings, address: str, bucket: str) -> Settings:
    """Return these settings with files in a bucket of this store."""
    return replace(
        settings,
        files_store="s3",
        s3_endpoint=address,
        s3_bucket=bucket,
        s3_access_key=KEY,
        s3_secret_key=SECRET,
    )
