"""A real identity server (Canaille) with one client and two people. Prints its address.

Arguments: where people come back to, and the client's secret. Everything is in memory.
"""

import logging
import sys
from datetime import UTC, datetime
from socket import create_server

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from werkzeug.serving import make_server

HOST = "127.0.0.1"


def main(come_back_to: str, secret: str) -> None:
    """Serve until the process is ended."""
    logging.disable(logging.CRITICAL)
    with create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    app = create_app(
        {
            "SECRET_KEY": "only-in-the-tests-of-somebody-else",
            "SERVER_NAME": f"{HOST}:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "SESSION_COOKIE_SECURE": False,
            "CANAILLE": {"DATABASE": "memory", "SMTP": None, "CAPTCHA_ENABLED": False},
            "CANAILLE_OIDC": {"TRUSTED_DOMAINS": ["nobody.invalid"]},
        }
    )
    with app.app_context(), Backend.instance.session():
        for name, given in (("ine", "Ine"), ("joop", "Joop")):
            Backend.instance.save(
                models.User(
                    user_name=name,
                    given_name=given,
                    family_name="Vermeer",
                    formatted_name=f"{given} Vermeer",
                    emails=[f"{name}@example.nl"],
                    password="een-lang-wachtwoord",
                )
            )
        client = models.Client(
            client_id="samenbord",
            client_name="Samenbord",
            client_uri="https://samen.example.nl",
            client_secret=secret,
            client_id_issued_at=datetime.now(UTC),
            redirect_uris=[come_back_to],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email"],
            token_endpoint_auth_method="client_secret_basic",
            id_token_signed_response_alg="RS256",
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    server = make_server(HOST, port, app, threaded=True)
    sys.stdout.write(f"http://{HOST}:{port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
