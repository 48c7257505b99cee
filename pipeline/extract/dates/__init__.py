"""Dates: every way in which plans write a day, month, year, fiscal year, decade, century or range."""
from pipeline.extract.dates.scan import find

__all__ = ["find"]
