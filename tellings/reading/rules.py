"""Rules as rows: what a place on a page is where some conditions hold there, each condition by its name."""


def held(conditions):
    """The names of the conditions that hold, and "not …" of each of the others: a rule may ask for either."""
    return {name if holds else f"not {name}" for name, holds in conditions.items()}


def first_role(rules, names):
    """The role of the first rule all of whose conditions hold; "" where none does."""
    return next((role for role, needed in rules if needed <= names), "")


def any_rule(rules, names):
    """Whether all conditions of any rule hold."""
    return any(needed <= names for needed in rules)
