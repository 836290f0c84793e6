"""In a notebook, where no link leads to the reading room: the words of each sentence that an output names."""

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from tellings.reading.show import Page, as_written, ids_in, replace_ids, visible
from tellings.reading.tables import sentences
from tellings.reading.wording import say

# The sentences of each folder that this notebook has opened, id -> text; opened again, a folder is told anew.
OPENED = {}


def remember(case):
    """From here on the notebook tells what the sentences are that its outputs name; outside a notebook nothing happens.

    In: a case. Out: the case.
    """
    shell = get_ipython()
    if shell is not None:
        rows = sentences(case)
        # What a lesson's reader displays of a table themselves.
        pd.set_option("display.html.use_mathjax", False)
        OPENED[str(case.folder)] = dict(zip(rows.sentence, rows.text))
        for kind in (Page, HTML):
            shell.display_formatter.formatters["text/html"].for_type(kind, _told)
    return case


def told():
    """The sentences of all folders opened, id -> text; an id that has other words in another folder is left out."""
    found = {}
    for case in OPENED.values():
        for name, words in case.items():
            found[name] = words if found.get(name, words) == words else None
    return {name: words for name, words in found.items() if words is not None}


def _told(shown):
    if isinstance(shown, Page):
        return as_written(in_words(shown.html, told()))
    html_text = shown._repr_html_()
    return None if html_text is None else in_words(html_text, told())


def in_words(html_text, known):
    """HTML in which each id of a sentence says its words when pointed at, and which lists them beneath, folded.

    In: HTML; the sentences as id -> text. A sentence whose words stand in the HTML is left as it is.
    """
    asked = {name: known[name] for name in ids_in(html_text, known) if visible(known[name]) not in html_text}
    spans = {name: f'<span title="{visible(words)}">{visible(name)}</span>' for name, words in asked.items()}
    shown = replace_ids(html_text, spans)
    beneath = listed({name: asked[name] for name in asked if spans[name] in shown}, say("named.summary"))
    # What a reader has to open keeps its sentences inside.
    head, folded, _ = shown.rpartition("</details>") if shown.endswith("</details>") else (shown, "", "")
    return head + beneath + folded


def listed(rows, summary):
    """HTML that lists sentences under a summary that opens it; "" where there are none."""
    if not rows:
        return ""
    items = "".join(f"<dt>{visible(name)}</dt><dd>{visible(words)}</dd>" for name, words in rows.items())
    head = say("named.counted", summary=summary, sentences=len(rows)) if len(rows) > 1 else summary
    return f"<details><summary>{head}</summary>{as_written(f'<dl>{items}</dl>')}</details>"
