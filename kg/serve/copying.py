"""One process that copies what is kept at a place, and says in a line why it cannot.

    python -m kg.serve.copying PLACE COPY TEXT

The line goes to standard output, where nothing is well. It ends when the server is no more, whose
end of standard input it holds.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from shutil import disk_usage

from kg.errors import KgError
from kg.store import snapshot

_MEGABYTE = 1024 * 1024


def main() -> None:
    """Copy what is kept."""
    place, copy, text = sys.argv[1:]
    threading.Thread(target=_listen, daemon=True).start()
    try:
        snapshot.write(place, Path(copy), text=text == "yes")
    except KgError as error:
        _tell(str(error))
    except OSError as error:
        _tell(_full(place, Path(copy).parent.parent, error))


def _full(place: str, folder: Path, error: OSError) -> str:
    """Return what is wrong with the folder of all that is temporary, and what to do."""
    reason = error.strerror or str(error).rpartition(": ")[2]
    there = f"{disk_usage(folder).free // _MEGABYTE} MB are free"
    files = [Path(place), *Path(place).rglob("*")]
    size = sum(each.stat().st_size for each in files if each.is_file())
    needed = f", what is kept has {-(-size // _MEGABYTE)} MB" if size else ""
    problem = f"Cannot copy the graph to {folder}: {reason} ({there}{needed})"
    return f"{problem}. Set TMPDIR to a folder with more room."


def _tell(line: str) -> None:
    sys.stdout.buffer.write(" ".join(line.split()).encode())
    sys.stdout.flush()


def _listen() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
