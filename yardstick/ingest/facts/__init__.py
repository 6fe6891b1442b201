"""The conversion that writes data/ from collected facts and panels.

What it decides about names, units, notes and sources stands in data/conversion/, never here.
"""
