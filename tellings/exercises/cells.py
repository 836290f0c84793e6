"""What a cell of a notebook is as Python: what it runs, which names it gives a value, what it checks and hands in."""

import ast
import re

MAGIC = re.compile(r"\s*([%!?]|[\w, ]+=\s*[%!]|get_ipython\(\))|.*\w\?{1,2}\s*$")
# Magics that only measure: what stands beneath them is Python.
HARMLESS = re.compile(r"%%(time|timeit|capture|prun)\b")
UNPARSED = (SyntaxError, ValueError, RecursionError, MemoryError)


def runnable(source):
    """A cell's Python, and its lines that are none: commands to the system (!) and to the notebook (%)."""
    if parsed(source):
        return source, []
    lines = source.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not HARMLESS.match(first):
        return "", [first]
    left = [line.strip() for line in lines if MAGIC.match(line)]
    kept = "\n".join("" if line.strip() in left else line for line in lines)
    # A line that can't be left out belongs to a fault of another kind, which is for the student to see.
    return (kept, left) if left and parsed(kept) else (source, [])


def parsed(source):
    """The syntax tree of a source, None where it has none."""
    try:
        return ast.parse(source)
    except UNPARSED:
        return None


def cell_tree(source):
    """The syntax tree of what in a cell is Python, None where it has none."""
    return parsed(runnable(source)[0])


def statements(source):
    """The statements of what in a cell is Python, none where it has no syntax tree."""
    tree = cell_tree(source)
    return tree.body if tree else []


def call_of(statement, name):
    """The call if a statement is nothing but a call of this name."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call):
        named = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", None)
        return call if named == name else None
    return None


def checked(statement):
    """The task that a statement checks and the expression that answers it, (None, None) where it checks none."""
    call = call_of(statement, "check")
    if call is None:
        return None, None
    given = dict(zip(("name", "answer"), call.args)) | {word.arg: word.value for word in call.keywords}
    name = getattr(given.get("name"), "value", None)
    return (str(name).strip(), given.get("answer")) if isinstance(name, (str, float)) else (None, None)


def assigned(source):
    """The names that a cell binds or changes in place at any depth; of one that can't be parsed, by its lines."""
    tree = cell_tree(source)
    if tree is None:
        return set(re.findall(r"^\s*(\w+)\s*(?:\[[^]\n]*\]?\s*)?[-+|&]?=(?!=)", source, re.M))
    names = set()
    for node in ast.walk(tree):
        if isinstance(getattr(node, "ctx", None), ast.Store):
            while isinstance(node, (ast.Subscript, ast.Attribute)):
                node = node.value
            if isinstance(node, ast.Name):
                names.add(node.id)
    return names


def asked(source, name):
    """The names in the expression with which a cell's check of this task asks for its answer, in order."""
    answers = [answer for task, answer in map(checked, statements(source)) if task == name and answer]
    return [part.id for answer in answers for part in ast.walk(answer) if isinstance(part, ast.Name)]
