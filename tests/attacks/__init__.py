"""What attackers try, over every route and field that the application has; each class with its corpus."""
