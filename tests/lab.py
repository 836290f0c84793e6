"""Open every lesson and sheet in a real JupyterLab, on a machine without a network, and report what a reader would meet.

Lessons are looked at with the outputs that they carry, as a reader finds them who has run nothing and whom JupyterLab
does not trust yet; nbval compares these with what the cells give. Sheets, which carry none, are run, and one lesson.

python tests/lab.py REPORT.json [NOTEBOOK ...]     those named are run, and screenshots of them go to build/screenshots/
"""

import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from browser import barriers, chromium
from collection import DEEPER, LESSONS, SHEETS

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "screenshots"
NOTEBOOKS = LESSONS + DEEPER + SHEETS
# As `make lab` and the README start it, in the folder of the collection.
START = ["--notebook-dir=.", "notebooks/00_start_here.ipynb"]
# Everything on one page at once, no question about news: what is drawn is then all that a reader scrolls through.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}

# Tables, marked texts and figures of all kinds.
IN_THE_DARK = "notebooks/04_perspectives.ipynb"
LOOKED_AT = {path.relative_to(ROOT).as_posix() for path in LESSONS + DEEPER} - {IN_THE_DARK}

OUTPUTS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output"
# image-alt is not among them: JupyterLab drops every stored alt text, hence the sentence under each figure.
RULES = [
    "color-contrast",
    "empty-table-header",
    "link-name",
    "list",
    "listitem",
    "td-headers-attr",
    "th-has-data-cells",
    "aria-valid-attr",
    "aria-roles",
]

# A notebook with every fault that the look has to find: it shows that a clean report means something.
FAULTY = [
    "import sys; sys.stderr.write('complaint')",
    "1 / 0",
    "from IPython.display import HTML, display\n"
    "display(HTML('<table><tr><th></th><td style=\"min-width:3000px\">wide</td></tr></table>'))",
    "display(HTML('<img src=\"http://192.0.2.1/picture.png\">'))",
]

# What stands on the page of the current notebook, measured in the page itself.
LOOK = """() => {
  const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
  const outputs = [...panel.querySelectorAll(".jp-OutputArea-output")];
  const name = element => element.outerHTML.slice(0, 120);
  const images = [...panel.querySelectorAll(".jp-OutputArea-output img")];
  const tables = [...panel.querySelectorAll(".jp-OutputArea-output table")];
  const described = image => {
    for (let box = image.closest(".jp-OutputArea-child").nextElementSibling; box; box = box.nextElementSibling)
      if (box.textContent.includes("What the figure shows.")) return true;
    return false;
  };
  return {
    complaints: outputs.filter(o => (o.dataset.mimeType || "").includes("stderr")).map(o => o.textContent.slice(0, 300)),
    images: images.length, tables: tables.length,
    blank: images.filter(i => !i.complete || i.naturalWidth < 50).map(name),
    undescribed: images.filter(i => !described(i)).map(name),
    empty: tables.filter(t => !t.rows.length || t.offsetHeight < 10).map(name),
    wide: [...images, ...tables].filter(e => e.getBoundingClientRect().right > panel.getBoundingClientRect().right).map(name),
    named: [...panel.querySelectorAll(".jp-OutputArea-output span[title]")].map(e => [e.textContent, e.title]),
    unanswered: outputs.filter(o => o.textContent.startsWith("Not answered yet.")).length,
    unrun: [...panel.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].filter(p => /\\[[ *]\\]/.test(p.textContent)
           && p.closest(".jp-CodeCell").querySelector(".cm-content").textContent.trim()).length,
    height: Math.max(...[...panel.querySelectorAll(".jp-WindowedPanel-outer, .jp-Notebook")].map(e => e.scrollHeight))
  };
}"""

# Whether each output of the current notebook is drawn.
DRAWN = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.outputArea);
  return cells.every(cell => cell.outputArea.node.querySelectorAll(".jp-OutputArea-output").length
      === cell.model.outputs.length)
    && [...document.querySelectorAll(".jp-OutputArea-output img")].every(image => image.complete);
}"""


def alone():
    """True where this process has a network namespace of its own; its loopback device is then switched on."""
    with open("/proc/net/dev") as devices:
        others = [line for line in devices if ":" in line and not line.strip().startswith("lo:")]
    if others:
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x41
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh", b"lo", UP_AND_RUNNING))
    return True


def start_server(folder, settings=SETTINGS):
    """JupyterLab over a copy of the collection, so that nothing it saves touches the notebooks; out: process, address."""
    for part in ("notebooks", "classroom", "helpers", "tellings", "seeds", "tests/cases"):
        shutil.copytree(ROOT / part, folder / "collection" / part, ignore=shutil.ignore_patterns(".ipynb*"))
    cells = [
        {
            "cell_type": "code",
            "source": code,
            "metadata": {"tags": ["raises-exception"]},
            "outputs": [],
            "execution_count": None,
            "id": f"faulty-{number}",
        }
        for number, code in enumerate(FAULTY)
    ]
    faulty = {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "collection" / "faulty.ipynb").write_text(json.dumps(faulty))
    for name, values in settings.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        *START,
        "--no-browser",
        f"--port={port}",
        "--ip=127.0.0.1",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
    ]
    env = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }
    with open(folder / "server.log", "w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=folder / "collection")
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address + "/api", timeout=5).close()
            return server, address
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise RuntimeError("JupyterLab did not start:\n" + (folder / "server.log").read_text()[-2000:])


def visit(page, path, heard, run, shot=False):
    """Open a notebook, run all cells if asked to, look, take a screenshot if wanted, close; out: what was found."""
    heard.clear()
    started = time.perf_counter()
    page.evaluate(
        """async ([path, run]) => {
        const app = window.jupyterapp;
        const widget = await app.commands.execute("docmanager:open", {path, factory: "Notebook"});
        const session = widget.sessionContext;
        session.kernelPreference = {...session.kernelPreference, canStart: run};
        await widget.context.ready; await session.ready;
        app.shell.activateById(widget.id);
        if (run) await app.commands.execute("notebook:run-all-cells");
    }""",
        [path, run],
    )
    page.wait_for_timeout(300)
    page.wait_for_function(DRAWN)
    found = page.evaluate(LOOK) | {"notebook": path, "seconds": round(time.perf_counter() - started, 1)}
    found["barriers"] = barriers(page, within=OUTPUTS, rules=RULES)
    found["heard"] = list(heard)
    if shot:
        take(page, path, found["height"])
    if path == IN_THE_DARK:
        theme(page, "JupyterLab Dark", "false")
        found["dark"] = barriers(page, within=OUTPUTS, rules=RULES)
        theme(page, "JupyterLab Light", "true")
    page.evaluate("""async () => {
        const widget = window.jupyterapp.shell.currentWidget;
        await widget.sessionContext.shutdown();
        widget.model.dirty = false;
        widget.dispose();
    }""")
    return found


def theme(page, name, light):
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
    page.wait_for_selector(f"[data-jp-theme-light={light}]", state="attached")


def take(page, path, height):
    """A screenshot of the whole notebook that is open."""
    page.set_viewport_size({"width": 1366, "height": min(16000, height + 120)})
    page.evaluate(
        "document.querySelectorAll('.jp-WindowedPanel-outer, .jp-Notebook').forEach(part => part.scrollTo(0, 0))"
    )
    page.wait_for_timeout(300)
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook").screenshot(
        path=SHOTS / (path.replace("/", "-") + ".png")
    )
    page.set_viewport_size({"width": 1366, "height": 768})


def main():
    report, *only = sys.argv[1:]
    offline = alone()
    SHOTS.mkdir(parents=True, exist_ok=True)
    findings, heard = [], []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server, address = start_server(Path(folder))
        try:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.set_default_timeout(120_000)
            page.on("console", lambda message: message.type == "error" and heard.append("console: " + message.text))
            # ipywidgets, which nbgrader brings and no notebook uses, complains of each notebook without a kernel.
            page.on(
                "pageerror",
                lambda error: "@jupyter-widgets" in (error.stack or "") or heard.append(f"script error: {error}"),
            )
            page.on(
                "request",
                lambda asked: (
                    asked.url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
                    or heard.append("request to " + asked.url)
                ),
            )
            page.goto(address + "/lab?reset")
            page.wait_for_function("window.jupyterapp && window.jupyterapp.restored.then(() => true)")
            start = list(heard)
            for path in [*(only or [path.relative_to(ROOT).as_posix() for path in NOTEBOOKS]), "faulty.ipynb"]:
                findings.append(visit(page, path, heard, run=path in only or path not in LOOKED_AT, shot=path in only))
                print(path, findings[-1]["seconds"], "s", flush=True)
        finally:
            server.terminate()
            server.wait(20)
            log = (Path(folder) / "server.log").read_text()
    Path(report).write_text(
        json.dumps(
            {
                "offline": offline,
                "start": start,
                "notebooks": {found["notebook"]: found for found in findings},
                "log": log,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
