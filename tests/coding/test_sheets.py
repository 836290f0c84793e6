"""Coding sheets: what is wrong in one is told with its file."""

import pytest

from tellings.case.files import CaseError
from tellings.case.folder import load_case
from tellings.coding.sheets import coders_of


@pytest.mark.parametrize("column", ["tone", "frame"])
def test_an_unknown_code_is_told_with_the_sheet_that_holds_it(tmp_path, column):
    (tmp_path / "rain.txt").write_text("Rain came\n\nIt rained on 3 May 2001. It was cold.\n", encoding="utf-8")
    (tmp_path / "coding").mkdir()
    for coder, code in (("anna", ""), ("ben", "9")):
        sheet = "sentence,tone,frame\nrain-02,0,security\nrain-03,1,security\n"
        lines = sheet.replace("rain-03,1,security", {"tone": f"rain-03,{code},", "frame": f"rain-03,,{code}"}[column])
        (tmp_path / "coding" / f"{coder}.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(CaseError, match=rf"^coding/ben\.csv, row 3, rain-03: '9' is no code for {column}: choose"):
        coders_of(load_case(tmp_path))


def test_of_several_coders_the_code_is_that_of_more_than_half_of_those_who_gave_one(tmp_path):
    (tmp_path / "rain.txt").write_text("Rain came\n\nIt rained on 3 May 2001. It was cold.\n", encoding="utf-8")
    (tmp_path / "coding").mkdir()
    for coder, frame, other in (("anna", "policy", "policy"), ("ben", "", "none"), ("cleo", "", "")):
        sheet = f"sentence,tone,frame\nrain-02,0,{frame}\nrain-03,0,{other}\n"
        (tmp_path / "coding" / f"{coder}.csv").write_text(sheet, encoding="utf-8")
    rows = load_case(tmp_path).gold("sentences").set_index("sentence")
    assert rows.frame.to_dict() == {"rain-02": "policy", "rain-03": ""}, (
        "one of one is more than half; one of two is not"
    )
