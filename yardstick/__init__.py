"""Yardstick 科创标尺: regional science-and-technology indicators side by side, targets against actuals.

Everything that can be done without a browser lives in this package; pages and the command line ask `Workspace`.
"""

__version__ = "0.1.0"
