"""The words of lesson 06: a folder read once, sections by name, the findings and the report of what was shown."""

import pytest

from helpers import CaseError, own
from tellings.charts import Chart


def test_sections_are_kept_for_the_findings_and_the_report(tmp_path, capsys):
    (tmp_path / "one.txt").write_text("Fire in the school\n\nOn 3 May 2021 a fire broke out, said Ann Lee.\n")
    (tmp_path / "two.txt").write_text("School burns\n\nThe school of Ely burnt down on 4 May 2021.\n")
    texts = own.read(tmp_path.as_posix())
    assert list(texts.case) == ["one", "two"]
    drawn = own.section(texts, "time")
    assert own.section(texts, "time") is not drawn and len(texts.shown) == 1
    assert own.findings(texts).parts[0].plain.startswith("Of 2 expressions of time")
    own.write_report(texts)
    assert "report.html" in capsys.readouterr().out
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "Of 2 expressions of time" in page and "Favoured words" not in page


def test_a_figure_is_put_away_when_it_was_shown_and_stays_in_the_report(tmp_path, capsys):
    (tmp_path / "one.txt").write_text("Fire in the school\n\nOn 3 May 2021 a fire broke out, said Ann Lee.\n")
    texts = own.read(tmp_path.as_posix())
    shown = own.section(texts, "time")
    chart = next(part for part in shown.parts if isinstance(part, Chart))
    shown._ipython_display_()
    assert chart.figure is None
    with pytest.raises(CaseError, match="make it again"):
        chart.save(tmp_path / "time.svg")
    own.write_report(texts)
    assert "<svg " in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert capsys.readouterr().out


def test_a_section_that_does_not_exist_is_named(tmp_path):
    (tmp_path / "one.txt").write_text("A text.\n")
    with pytest.raises(CaseError, match="no section 'mood': write one of overview, numbers"):
        own.section(own.read(str(tmp_path)), "mood")


def test_what_is_no_folder_is_refused():
    with pytest.raises(CaseError, match="the name of a folder, not None"):
        own.read(None)
