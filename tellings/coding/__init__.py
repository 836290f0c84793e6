"""Coding: what readers write down about each sentence, and how far they agree.

Its question: would another reader have said the same? In: tables of codes, or of spans. Out: agreement, differences,
precision and recall; sheets to fill in. Lists: codebook. Stands on: case, reading.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    scoring="match_spans precision_recall",
    codes="codebook",
    agreement="alpha bootstrap_mean coding differences kappa merge_codings program_coding",
    recoding="doubted recodings stability",
    sheets="coders_of write_sheets",
)
