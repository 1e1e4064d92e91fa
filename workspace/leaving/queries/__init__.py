"""What people carry, what nobody carries, and what is on its way from one to another."""
