"""Fuzzing: damaged plans, bytes that atheris makes, texts that repeat; a little of each in the tests, all with `make fuzz`."""
import os

FULL = os.environ.get("KEIKAKU_FUZZ") == "full"
