"""What people said yes to, and when they took it back: lines are added, none is changed."""
