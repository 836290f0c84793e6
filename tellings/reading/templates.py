"""Pages that go to other people, filled from templates: no script in them runs, nothing is loaded."""

from functools import cache
from pathlib import Path


def render(template, /, **fields):
    """A page as the text of one HTML file.

    In: the name of a file in templates/ (page.html is the base of all) and its fields: title, what else the
    template names, and language where it is not "en". A field is text, escaped as `visible` does it; `body` and `parts`
    are HTML.
    Errors: jinja2's UndefinedError where a field is not given.
    """
    return _environment().get_template(template).render(fields)


@cache
def _environment():
    # Loading these takes longer than most commands.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from tellings.reading.show import visible

    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        finalize=lambda value: value if hasattr(value, "__html__") else Markup(visible(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
