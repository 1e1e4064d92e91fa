"""Mail that waits to go out, and the outbox where it stays without a mail server."""
