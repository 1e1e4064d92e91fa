"""A process that has the code of the product in its memory, and starts servers by forking.

Run as `python -m tests.faults.nursery`: a line of JSON in, the number of the process out. What a server then
does is the same; it only need not read the code from the disk again, which takes longer than all the rest.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from workspace import features, later
from workspace.__main__ import main


def nurse() -> None:
    """Start a server for each line on standard input, until that ends."""
    for kind in ("models", "policy", "queries", "actions", "forms", "words", "views", "cli"):
        features.modules(kind)
    later.load_for_visitors()
    for line in sys.stdin:
        _reap()
        number = os.fork()
        if number == 0:
            _become_a_server(json.loads(line))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _reap() -> None:
    """Let go of the children that are dead."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _become_a_server(asked: dict[str, Any]) -> None:
    os.setsid()  # a group of its own: killing it leaves no worker behind
    out = os.open(Path(asked["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, place in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (out, 2)):
        os.dup2(stream, place)
    os.environ.clear()
    os.environ.update(asked["environment"])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.argv = ["workspace", *asked["arguments"]]
    if asked["planted"]:
        from tests.faults.planted import plant

        plant()
    main()
    os._exit(0)


if __name__ == "__main__":
    nurse()
