"""Run the command line as ``python -m kg``, or this file with ``spark-submit``."""

import sys

if __name__ == "__main__":  # not in the processes that share the work
    if not __package__ and not sys.flags.safe_path:  # a file: the names beside it are no packages
        sys.path.pop(0)
    from kg.cli import main

    main()
