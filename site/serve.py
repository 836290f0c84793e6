"""Show the built pages to this machine's browsers: python site/serve.py, after site/build.py; Ctrl+C ends it."""

import functools
import http.server
import sys
from contextlib import suppress
from pathlib import Path

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
        sys.exit(f"There are no pages in {PAGES}: build them first, python site/build.py.")
    pages = server(PAGES)
    page = "desk.html" if (PAGES / "desk").is_dir() else "index.html"
    print(f"Open http://localhost:{pages.server_port}/{page}; Ctrl+C ends it.", flush=True)
    with suppress(KeyboardInterrupt):
        pages.serve_forever()


if __name__ == "__main__":
    main()
