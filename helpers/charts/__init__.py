"""Figures, one function each; every one returns a Chart with its title, description and data."""
from helpers.charts.base import Chart
from helpers.charts.reading import date_windows, role_shares

__all__ = ["Chart", "date_windows", "role_shares"]
