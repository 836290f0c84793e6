"""Print the link that opens this repository on Binder: python site/binder_link.py [REMOTE BRANCH]"""

import re
import subprocess
import sys
from urllib.parse import quote

START = "?urlpath=lab/tree/notebooks/00_start_here.ipynb"


def link(remote, branch):
    """The launch link for a git remote, or None where Binder could not reach it."""
    address = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", remote.strip())
    known = re.fullmatch(r"https://(?:[^@/]*@)?(github|gitlab)\.com/(.+?)(?:\.git)?/?", address)
    if known and known[1] == "github":
        place = f"gh/{known[2]}"
    elif known:
        place = f"gl/{quote(known[2], safe='')}"
    elif address.startswith("https://"):
        place = f"git/{quote(address, safe='')}"
    else:
        return None
    return f"https://mybinder.org/v2/{place}/{quote(branch, safe='')}{START}"


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True).stdout.strip()


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
