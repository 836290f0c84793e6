"""Print the link that opens this repository on Binder: python site/binder_link.py [REMOTE BRANCH]"""

import re
import subprocess
import sys
from urllib.parse import quote

FIRST = "notebooks/00_start_here.ipynb"


def public_address(remote):
    """The https address of a git remote, without the name or password that it may hold; None where it has none."""
    address = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", remote.strip())
    found = re.fullmatch(r"https://(?:[^@/]*@)?(.+?)/?", address)
    return f"https://{found[1]}" if found else None


def link(remote, branch, notebook=FIRST):
    """The launch link for a git remote and a notebook of it, or None where Binder could not reach it."""
    address = public_address(remote)
    known = re.fullmatch(r"https://(github|gitlab)\.com/(.+?)(?:\.git)?", address or "")
    if known and known[1] == "github":
        place = f"gh/{known[2]}"
    elif known:
        place = f"gl/{quote(known[2], safe='')}"
    elif address:
        place = f"git/{quote(address, safe='')}"
    else:
        return None
    return f"https://mybinder.org/v2/{place}/{quote(branch, safe='')}?urlpath=lab/tree/{quote(notebook)}"


def colab(remote, branch, notebook):
    """The link that opens a notebook of a repository on GitHub in Colab, None for one that lies elsewhere."""
    known = re.fullmatch(r"https://github\.com/(.+?)(?:\.git)?", public_address(remote) or "")
    place = f"{known[1]}/blob/{quote(branch, safe='')}/{quote(notebook)}" if known else None
    return place and f"https://colab.research.google.com/github/{place}"


def git(*arguments):
    """What git answers; "" where it is not installed or has no answer."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return ""


def main():
    remote, branch = sys.argv[1:] or (git("remote", "get-url", "origin"), git("branch", "--show-current") or "HEAD")
    found = link(remote, branch)
    if found:
        print(found)
        return 0
    print(
        f'The remote "origin" ({remote or "none set"}) has no public address that Binder could read; '
        "push the collection to a public repository first.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
