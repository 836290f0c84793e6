"""Corpus: thousands of texts, worked out in partitions.

Its question: what changes when there are many texts? In: a folder, a CSV or a Parquet file. Out: Parquet tables and
faults.csv, counts in = counts out + faults. Lists: none. Stands on: case, reading, framing, timeline, perspectives.
"""
