"""The library beneath the lessons: a room (a package) per question; CONTRIBUTING.md has the map.

Nothing is imported when the package is: what finds needs the standard library only, and runs where pandas does not.
"""


def hand_on(room, **modules):
    """What a room hands on: its __getattr__ and __all__, so that `from tellings.room import name` finds the name.

    In: the room's __name__; module -> the names it hands on. A module is imported when one of its names is asked for.
    """
    places = {name: module for module, names in modules.items() for name in names.split()}

    def find(name):
        from importlib import import_module

        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{places[name]}"), name)

    return find, list(places)
