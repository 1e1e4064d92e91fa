"""Talk under an initiative."""
