"""Running it: health, figures, logs, files elsewhere, several servers."""
