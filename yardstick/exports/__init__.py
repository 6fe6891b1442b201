"""Files for other hands: tables as CSV, templates to be filled in, workbooks marked with what is wrong in them."""

from yardstick.exports.table import csv_bytes, harmless
from yardstick.exports.template import Blank, template

__all__ = ["Blank", "csv_bytes", "harmless", "template"]
