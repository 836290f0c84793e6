"""The vocabulary of the lessons stays small enough to be read in an hour; the library beneath may grow."""

from tellings.case.files import PROJECT


def test_vocabulary_is_read_in_an_hour():
    modules = list((PROJECT / "helpers").rglob("*.py"))
    assert len(modules) <= 8
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in modules) <= 900
