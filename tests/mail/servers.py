"""Real mail servers for the tests: one that takes mail, and some that do not."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask

from workspace.config import Settings


class Takes:
    """Keeps each message that it took."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


class RefusesRecipient(Takes):
    """Knows nobody of that name, for ever or for now."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        return self.answer


class RefusesData(Takes):
    """Reads the message and does not want it."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        return self.answer


class Hangs(Takes):
    """Says nothing more after it read the message."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(30)
        return "250 OK"


class Dies(Takes):
    """Hangs up in the middle of the message."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        server.transport.abort()
        return "250 OK"


class HangsUpAfterwards(Takes):
    """Takes the message, and is gone before it was said goodbye to."""

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        server.transport.abort()
        return "221 Bye"


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def mail_server(app: Flask, handler: Takes) -> Iterator[Settings]:
    """Run a server with this behaviour; give the settings that lead to it."""
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield settings_for(app, controller.port)
    finally:
        controller.stop()


def settings_for(app: Flask, port: int) -> Settings:
    """Return the settings of the application with a mail server on this port."""
    settings: Settings = app.extensions["settings"]
    return replace(settings, mail_server="127.0.0.1", mail_port=port, mail_from="Samenbord <bord@example.nl>")
