"""Corpus: what changes when there are many texts? The words of lesson 07."""

import pandas as pd
from IPython.display import Markdown

from helpers.cases import say
from tellings import charts
from tellings.case.files import PROJECT
from tellings.corpus import reading, resampling
from tellings.corpus.tables import span_tables
from tellings.reading.show import as_typed, table


def made_texts(sources, count, sentences=24):
    """Texts made by drawing sentences of one source at random, the sources in turn; they say nothing new."""
    return list(resampling.resample(sources, count, sentences))


def beginning(source, characters=420):
    """The beginning of a text, as a quotation."""
    words = as_typed(source.text[:characters]).replace("\n\n", "\n>\n> ")
    return Markdown(f"> {words} …")


def tables(sources):
    """The four tables of an archive: sources, sentences (with their tone), dates, speech."""
    return span_tables(sources)


def sizes(found):
    """How many rows each table has."""
    return pd.DataFrame({"table": list(found), "rows": [len(rows) for rows in found.values()]})


class Growth:
    """Favoured words between two texts as ever more texts are made of each.

    table: a row per size and word, of one run; runs: how many words are beyond chance in each run, by size.
    """

    def __init__(self, first, second, sizes, **options):
        self.table, self.runs = resampling.keyness_by_size(first, second, sizes, **options)
        self.names = first.id, second.id

    @property
    def spread(self):
        """The words beyond chance by size: the middle run, the lowest, the highest."""
        return resampling.spread_of_runs(self.runs)

    def chart(self):
        """The words' scores by number of texts, against what chance reaches."""
        return charts.keyness_growth(self.table, self.spread, *self.names)

    def most_favoured(self, count):
        """The words with the largest scores among the most texts."""
        most = self.table[self.table.texts == self.table.texts.max()]
        return most.head(count)[["word", "z", "chance"]]


def growth(first, second, sizes, **options):
    """Favoured words between two texts, when ever more texts are made of each.

    Options: sentences (a text; 24), repeats=False (none twice in one text), copies (but so many), runs (all anew; 11).
    """
    return Growth(first, second, sizes, **options)


def in_halves(source):
    """A text cut in two after half of its sentences."""
    return resampling.halves(source)


def beyond_chance(compared):
    """How many words are beyond chance: a row per comparison, a column per number of texts. In: name -> growth."""
    return resampling.beyond_by_size({name: growth.runs for name, growth in compared.items()})


def between_sources(readings):
    """By how much VADER's departure from the coder differs between two sources, the pair that is furthest apart first.

    Out: one, other, difference, low, high (95 % interval of the difference, sentences drawn anew).
    """
    return resampling.difference_between_sources(readings)


def largest_move(before, after):
    """By how many points the share of any year moves at most, from one table of years to another."""
    shares = [resampling.share_of_years(years) for years in (before, after)]
    return 100 * (shares[1] - shares[0]).abs().max()


def tone_of_outlets(found):
    """The mean tone of each outlet, or of each text where no outlet has five."""
    return resampling.tone_by_outlet(found["sources"], found["sentences"])


def sample(corpus, texts):
    """Texts drawn at random from a folder or a file, the same each time, and the list of what could not be read."""
    return reading.sample(PROJECT / corpus, texts)


def what_was_read(texts, faults, found):
    """How many texts were read, how many could not be, and how long the tables are, as a sentence."""
    rows = ", ".join(say("corpus.rows", rows=len(rows), table=name) for name, rows in found.items())
    return Markdown(say("corpus.read", texts=len(texts), faults=len(faults), tables=rows))


def show_faults(faults):
    """The first ten texts that could not be read, with the reason."""
    return table(pd.DataFrame(faults).head(10)) if faults else Markdown(say("corpus.no_faults"))


def numbers(compared, steady, readings):
    """The numbers of what was found: words beyond chance among the most texts, mean signs after the most draws."""
    found = [growth.spread.iloc[-1] for growth in compared.values()]
    texts, halves, itself = (row["median"] for row in found)
    last = steady[steady.draws == steady.draws.max()].set_index("instrument")["mean"]
    return {
        "most": int(found[0].texts),
        "texts": texts,
        "halves": halves,
        "itself": itself,
        "draws": steady.draws.max(),
        "sentences": len(readings),
        **last,
        "apart": last.max() - last.min(),
    }
