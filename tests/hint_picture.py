"""Draw classroom/hint.png, the picture of a lesson on the guide's first page: a sheet in JupyterLab that answers a mistake.

python tests/hint_picture.py     needs Chromium, and Pillow, which comes with matplotlib
"""

import tempfile
from pathlib import Path

from browser import chromium
from lab import ROOT, start_server
from PIL import Image

PICTURE = ROOT / "classroom" / "hint.png"
SHEET = "notebooks/exercises/sheet_1_source_reading.ipynb"
TASK, MISTAKE = "1-1", "words_written = 564"
COLOURS = 32  # enough for letters on white; the file stays small

RUN = """async ([path, task, mistake]) => {
  const app = window.jupyterapp;
  const widget = await app.commands.execute("docmanager:open", {path, factory: "Notebook"});
  await widget.context.ready; await widget.sessionContext.ready;
  const cells = [...widget.content.widgets];
  const at = name => cells.findIndex(cell => cell.model.id === name);
  cells[at("answer-" + task)].model.sharedModel.setSource(mistake);
  for (const name of ["head-3", "answer-" + task, "check-" + task]) {
    widget.content.activeCellIndex = at(name);
    await app.commands.execute("notebook:run-cell");
  }
  cells[at(task + "-1")].node.scrollIntoView({block: "start"});
  app.commands.execute("application:toggle-left-area");
}"""


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server, address = start_server(Path(folder))
        try:
            page = browser.new_page(viewport={"width": 1000, "height": 520})
            page.goto(address + "/lab?reset")
            page.wait_for_function("window.jupyterapp && window.jupyterapp.restored.then(() => true)", timeout=120_000)
            page.evaluate(RUN, [SHEET, TASK, MISTAKE])
            page.wait_for_timeout(1500)
            page.screenshot(path=PICTURE)
        finally:
            server.terminate()
            server.wait(20)
    Image.open(PICTURE).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
