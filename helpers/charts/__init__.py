"""Figures, one function each; every one returns a Chart with its title, description and data."""
from helpers.charts.base import Chart
from helpers.charts.reading import role_shares

__all__ = ["Chart", "role_shares"]
