"""What people do together; its stages; taking part."""
