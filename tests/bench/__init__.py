"""Tests of what the measurements compute and print; nothing is timed here."""
