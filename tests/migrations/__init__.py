"""What people wrote with every released version comes through an upgrade to this one."""
