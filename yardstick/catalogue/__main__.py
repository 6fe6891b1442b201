"""`python -m yardstick.catalogue` prints the JSON Schema of an indicator file."""

import sys

from yardstick.catalogue.schema import schema_text

sys.stdout.write(schema_text())
