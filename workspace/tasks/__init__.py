"""Who does what, and when: a short list per initiative (N15)."""
