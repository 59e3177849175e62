"""Run the command line as ``python -m kg``, or this file with ``spark-submit``."""

import sys

if not __package__:  # run as a file: the names beside it are no packages
    sys.path.pop(0)

from kg.cli import main

main()
