"""An answer of an earlier run is not judged after a red message, in a notebook as in its kernel."""

import nbformat
import pytest
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult
from nbclient import NotebookClient

from tellings.case.files import PROJECT
from tellings.exercises import runs
from tellings.exercises.check import check
from tellings.exercises.wording import say

CHECK = 'check("1.1", words_written)'
RIGHT = "words_written = 486"


@pytest.fixture(autouse=True)
def fresh():
    for noted in (runs._failed, runs._homes, runs._now):
        noted.clear()
    yield
    for noted in (runs._failed, runs._homes, runs._now):
        noted.clear()


def run(source, error=None, cell=None):
    info = ExecutionInfo(source, False, False, True, cell)
    runs._begin(info)
    result = ExecutionResult(info)
    result.error_in_exec = error
    runs._end(result)


def asked(source=CHECK, name="1.1"):
    runs._begin(ExecutionInfo(source, False, False, True, None))
    return runs.unfinished(name)


def test_a_kernel_says_what_failed_until_the_cell_has_run_through():
    cells = [
        "from helpers import check",
        RIGHT,
        CHECK,
        "words_written = 562 words",
        CHECK,
        "other = 1",
        CHECK,
        "words_written = 1 / 0",
        CHECK,
        RIGHT,
        CHECK,
        "1 / 0",
        CHECK,
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(PROJECT)}}).execute()
    told = [cell.outputs[0].text for cell in notebook.cells if cell.source == CHECK]
    assert [text.partition(".")[0] for text in told] == [
        "Right",
        "Not judged",
        "Not judged",
        "Not judged",
        "Right",
        "Right",
    ]
    assert "SyntaxError, mostly a missing quotation mark" in told[1].replace("\n", " ")
    assert "ZeroDivisionError" in told[3]


def test_the_check_of_another_answer_is_not_stopped():
    run(RIGHT)
    run("dates = {", SyntaxError())
    assert asked() == "" and asked('check("1.2", dates)', "1.2") == "SyntaxError"
    assert asked('check("1.2", dates)', "1.1") == ""


@pytest.mark.parametrize("mistyped", ["words written = 5", "Words_written == = 5", "words_written: 5 6"])
def test_a_name_that_is_mistyped_in_a_cell_that_is_no_python_is_known(mistyped):
    run(RIGHT)
    run(mistyped, SyntaxError())
    assert asked() == "SyntaxError"


def test_a_cell_is_known_by_its_id_whatever_stands_in_it_now():
    run(RIGHT, cell="a")
    run("def f(:", SyntaxError(), cell="b")
    assert asked() == ""
    run("def f(:", SyntaxError(), cell="a")
    assert asked() == "SyntaxError"
    run("486", cell="a")
    assert asked() == "SyntaxError"
    run(RIGHT, cell="a")
    assert asked() == ""


def test_an_answer_in_the_cell_of_its_check_is_new():
    run("words_written = 1 / 0", ZeroDivisionError())
    assert asked(f"{RIGHT}\n{CHECK}") == ""


@pytest.mark.parametrize(
    "source", ["dates['x'] = 1 / 0", "dates += 1", "for dates in 5: pass", "dates: int = x", "%time\ndates = x"]
)
def test_every_way_to_give_a_value_counts(source):
    run(source, NameError())
    assert asked('check("1.2", dates)', "1.2") == "NameError"


@pytest.mark.parametrize("source", ["", "\0", "(" * 5000, "é = 1", "check(", "x" * 200_000, CHECK * 2])
def test_any_source_is_survived(source):
    run(source, ValueError())
    run(source)
    assert asked(source) == ""


def test_outside_a_notebook_nothing_is_noted(capsys):
    runs.watch()
    check("1.1", 486)
    assert capsys.readouterr().out.startswith("Right.")


def test_what_a_red_message_mostly_means_is_said():
    for error in runs.MOSTLY:
        assert say(f"mostly.{error}") in runs.why(error) and error in runs.why(error)
    assert "(KeyError)" in runs.why("KeyError")
