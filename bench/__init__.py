"""Measurements: speed, accuracy beside other tools, hostile and long files; see the Makefile."""
