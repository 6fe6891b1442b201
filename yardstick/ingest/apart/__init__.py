"""What others send is parsed in a process of its own, with a limit on its memory and its time."""

from yardstick.ingest.apart.process import LIMITS, Child, Fault, Limits

__all__ = ["LIMITS", "Child", "Fault", "Limits"]
