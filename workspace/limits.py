"""How often one person or one address may try something."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from flask_limiter import Limiter


def client_address() -> str:
    """Return the address that a request comes from; a household shares one IPv6 /64."""
    address = ip_address(request.remote_addr or "127.0.0.1")
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


limiter = Limiter(client_address, storage_uri="memory://")
