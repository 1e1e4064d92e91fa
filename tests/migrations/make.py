"""Keep what a released version held: `python -m tests.migrations.make 0030 c0f3997`.

Takes the code of that commit beside this one, lets that make its own demonstration, and writes all rows of
it to `released/`. Files that people gave are left out: no migration touches them.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.migrations.releases import path_of, read_release, write_release

ROOT = Path(__file__).parents[2]


def make(revision: str, commit: str) -> None:
    """Write the file of the version with these tables, as it was at this commit."""
    with TemporaryDirectory() as folder:
        code, database = Path(folder, "code"), Path(folder, "demo.sqlite")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", code, commit], cwd=ROOT, check=True)
        try:
            own = {"DATABASE_URL": f"sqlite:///{database}", "FILES_DIR": str(Path(folder, "files"))}
            line = [sys.executable, "-m", "workspace", "demo"]
            subprocess.run(line, cwd=code, env=os.environ | own, check=True, stdout=subprocess.DEVNULL)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", code], cwd=ROOT, check=True)
        path = write_release(commit, database)
    if path != path_of(revision):
        path.unlink()
        sys.exit(f"The tables of {commit} are of version {path.name.split('.')[0]}, not {revision}.")
    kept = read_release(revision)
    sys.stdout.write(
        f"{path}: {kept.rows} rows in {len(kept.tables)} tables, {path.stat().st_size} bytes.\n"
        f'Add to RELEASED in tests/migrations/releases.py: "{revision}": "{commit}",\n'
    )


if __name__ == "__main__":
    make(*sys.argv[1:])
