"""Tables that are meant to be read: whole sentences in the cells, not their first fifty characters."""

import html

from pandas.api.types import is_float, is_integer

from helpers.show import Page, visible


def show_table(table, caption=""):
    """A table as a page: text to the left with its line breaks kept, numbers to the right with two decimals.

    In: a DataFrame (an index with a name becomes the first column) and a caption. Out: a Page.
    """
    if table.index.name:
        table = table.reset_index()
    head = "".join(f'<th scope="col" style="text-align:left">{visible(name)}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in table.itertuples(index=False, name=None)
    )
    title = f'<caption style="text-align:left;font-weight:bold">{html.escape(caption)}</caption>' if caption else ""
    page = (
        f'<div style="overflow-x:auto"><table lang="en" style="border-collapse:collapse">{title}'
        f"<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
    return Page(page, table.to_string(index=False))


def _cell(value):
    if is_float(value) or is_integer(value):
        text = f"{value:.2f}" if is_float(value) else f"{value:,}"
        return (
            f'<td style="text-align:right;vertical-align:top">{"" if value != value else text.replace("-", "−")}</td>'
        )
    style = "text-align:left;vertical-align:top;white-space:pre-line;max-width:30em"
    return f'<td style="{style}">{visible(_text(value))}</td>'


def _text(value):
    return "" if value is None or value != value else str(value)
