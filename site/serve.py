"""Show the built pages to this machine's browsers: python site/serve.py, after site/build.py; Ctrl+C ends it."""

import functools
import http.server
import sys
from contextlib import suppress
from pathlib import Path

from about import say

PAGES = Path(__file__).resolve().parent.parent / "build" / "site"
PORT = 8000


def server(folder, port=PORT):
    """A server of a folder's files for this machine alone; on another port where that one is taken."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with suppress(OSError):
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


def main():
    if not (PAGES / "index.html").is_file():
        sys.exit(say("serve.nothing", folder=PAGES))
    pages = server(PAGES)
    page = "desk.html" if (PAGES / "desk").is_dir() else "index.html"
    print(say("serve.open", address=f"http://localhost:{pages.server_port}/{page}"), flush=True)
    with suppress(KeyboardInterrupt):
        pages.serve_forever()


if __name__ == "__main__":
    main()
