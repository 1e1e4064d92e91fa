#!/bin/sh
# Makes a backup in BACKUPS_DIR, and throws away those older than BACKUP_DAYS (30) once it was read back whole.
# With BACKUP_KEY, a public key of `workspace backup-key`, it is encrypted.
set -eu
umask 077
name="$BACKUPS_DIR/samenbord-$(date +%Y-%m-%d-%H%M%S)"
if [ -n "${BACKUP_KEY:-}" ]; then
    python -m workspace backup "$name.age" --for "$BACKUP_KEY"
else
    python -m workspace backup "$name.zip"
fi
find "$BACKUPS_DIR" -maxdepth 1 -type f -name 'samenbord-*' -mtime "+${BACKUP_DAYS:-30}" -delete
