"""A source: one text as it lies in its file, with what its card says of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from tellings.case.cards import day_range
from tellings.case.files import CaseError, is_blank
from tellings.case.wording import say


@dataclass(frozen=True)
class Source:
    """One text as it lies in its file, with what its card says of it.

    `published` is a day (2021-08-17), a month, a year, an interval (2021-09/2021-12) or None;
    `date_order` is "dmy", "mdy" or "" where numeric dates may be either.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    outlet_basis: str = ""
    author: str = ""
    author_basis: str = ""
    published: str | None = None
    published_basis: str = ""
    kind: str = ""
    rights: str = ""
    date_order: str = ""
    file: str = ""

    @property
    def earliest(self):
        """The first day on which the text can have been published, or None."""
        return day_range(self.published)[0] if self.published else None

    @property
    def latest(self):
        """The last day on which the text can have been published, or None."""
        return day_range(self.published)[1] if self.published else None


def text_source(text, id="text", published=None, **card):
    """A Source without a file.

    In: the text, an id, the publication date or None, any other field of Source by name.
    Errors: TypeError for anything but text; CaseError for a text without a visible character or a date that is none.
    """
    if not isinstance(text, str) or not isinstance(id, str):
        raise TypeError(say("sources.text_type", text=type(text).__name__, id=type(id).__name__))
    if published is not None and not isinstance(published, str):
        raise TypeError(say("sources.date_type", given=type(published).__name__))
    published = (published or "").strip() or None
    if is_blank(text):
        raise CaseError(say("sources.empty", path=card.get("file") or id))
    if published:
        day_range(published)
    return Source(id=id, text=text, published=published, **card)


def as_sources(sources):
    """The list of Source objects in a Source, a Case or any iterable of Sources; TypeError for anything else."""
    if isinstance(sources, Source):
        return [sources]
    if not isinstance(sources, (str, bytes)):
        with suppress(TypeError):
            found = list(sources.values() if isinstance(sources, Mapping) else sources)
            if all(isinstance(source, Source) for source in found):
                return found
    raise TypeError(say("sources.expected", given=type(sources).__name__))
