"""What people do with a moment: catch it, ask who is quoted, reflect on it, share it."""
