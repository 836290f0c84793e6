"""In a notebook, where no link leads to the reading room: the words of each sentence that an output names."""

from IPython import get_ipython
from IPython.display import HTML

from tellings.reading.show import Page, ids_in, replace_ids, visible
from tellings.reading.tables import sentences

# By their ids, the sentences of the cases that this notebook has opened.
TOLD = {}


def remember(case):
    """From here on the notebook tells what the sentences are that its outputs name; outside a notebook nothing happens.

    In: a case. Out: the case.
    """
    shell = get_ipython()
    if shell is not None:
        rows = sentences(case)
        TOLD.update(zip(rows.sentence, rows.text))
        for kind in (Page, HTML):
            shell.display_formatter.formatters["text/html"].for_type(kind, _told)
    return case


def _told(shown):
    html_text = shown._repr_html_()
    return None if html_text is None else in_words(html_text, TOLD)


def in_words(html_text, told):
    """HTML in which each id of a sentence says its words when pointed at, and which lists them beneath, folded.

    In: HTML; the sentences as id -> text. A sentence whose words stand in the HTML is left as it is.
    """
    asked = {name: told[name] for name in ids_in(html_text, told) if visible(told[name]) not in html_text}
    known = {name: f'<span title="{visible(words)}">{visible(name)}</span>' for name, words in asked.items()}
    shown = replace_ids(html_text, known)
    beneath = listed({name: asked[name] for name in asked if known[name] in shown}, "The sentences named above")
    # What a reader has to open keeps its sentences inside.
    head, folded, _ = shown.rpartition("</details>") if shown.endswith("</details>") else (shown, "", "")
    return head + beneath + folded


def listed(told, summary):
    """HTML that lists sentences under a summary that opens it; "" where there are none."""
    if not told:
        return ""
    rows = "".join(f"<dt>{visible(name)}</dt><dd>{visible(words)}</dd>" for name, words in told.items())
    count = f" ({len(told)})" if len(told) > 1 else ""
    return f"<details><summary>{summary}{count}</summary><dl>{rows}</dl></details>"
