"""How fast the main pages are, beside a bare Flask page on the same server in the same run."""
