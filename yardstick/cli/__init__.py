"""The command line: `python -m yardstick VERB`. Exit 0 good, 1 problems found (on stderr), 2 wrong usage."""

from yardstick.cli.app import main

__all__ = ["main"]
