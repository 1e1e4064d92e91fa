"""Making reports, writing them, hearing what others say of them, and adopting them."""
