"""Documents as offices publish them, read without being trusted: a file to its plain text, or in words why not."""

from yardstick.ingest.text.look import BOUNDS, READ, Bounds, Form
from yardstick.ingest.text.plain import PlainText, plain_text

__all__ = ["BOUNDS", "READ", "Bounds", "Form", "PlainText", "plain_text"]
