"""Reader: house styles from NL Design System tokens."""
