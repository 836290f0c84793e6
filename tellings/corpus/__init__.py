"""Corpus: thousands of texts, worked out in partitions.

Its question: what changes when there are many texts? In: a folder, a CSV, JSON Lines or Parquet file. Out: Parquet
tables, notes.csv and faults.csv, counts in = counts out + faults. Lists: none. Stands on: case, reading, coding,
framing, timeline, perspectives.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    tables="span_tables",
    reading="read_corpus sample",
    resampling="beyond_by_size difference_between_sources difference_by_source halves instruments keyness_by_size "
    "resample share_of_years spread_of_runs tone_by_outlet tone_by_size years_named",
)
