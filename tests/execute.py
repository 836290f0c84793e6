"""Execute the notebooks with papermill, three at once from one process, and write them to build/notebooks/.

python tests/execute.py            those that changed since the last time
python tests/execute.py --to DIR   all of them, into DIR
python tests/execute.py --store NOTEBOOK ...   these, and keep their outputs in them, as `make test` compares them
"""

import argparse
import hashlib
import json
import logging
import multiprocessing
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

# jsonschema would build a grammar of web addresses before the first notebook runs: 1.6 seconds for what none holds.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat  # noqa: E402
import papermill  # noqa: E402
from jupyter_client.manager import AsyncKernelManager  # noqa: E402
from nbclient import NotebookClient  # noqa: E402
from papermill.engines import NBClientEngine, papermill_engines  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [*sorted((ROOT / "notebooks").glob("*.ipynb")), *sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb"))]
AT_ONCE = 3


class QuietKernelManager(AsyncKernelManager):
    """Talks to the kernel over files where the system can: no open port, and no warning about one."""

    folder = None

    def __init__(self, **options):
        super().__init__(**options)
        if os.name == "posix":
            self.transport, self.ip = "ipc", f"{self.folder}/socket"


@contextmanager
def kernel_folder():
    """A folder for the files of the next kernel, gone when it is: a process of a pool ends without tidying up."""
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as QuietKernelManager.folder:
        yield


class SavesOnce(NBClientEngine):
    """papermill's own engine, but for saving: it would write the whole notebook before and after each of its cells."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **options):
        output, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = output


papermill_engines.register("saves once", SavesOnce)


def execute(notebook, output, parameters=None):
    """Execute one notebook; out: its path, the seconds, and the error in one line or ""."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    started = time.perf_counter()
    error = ""
    try:
        with kernel_folder():
            papermill.execute_notebook(
                notebook,
                output,
                parameters=parameters or {},
                engine_name="saves once",
                progress_bar=False,
                cwd=notebook.parent,
                kernel_manager_class=QuietKernelManager,
                # A kernel that is asked to end is interrupted first, and now and then complains of it.
                shutdown_kernel="immediate",
            )
    except papermill.PapermillExecutionError as fault:
        error = f"cell {fault.cell_index}: {fault.ename}: {fault.evalue}"
    return notebook, time.perf_counter() - started, error


def store(path):
    """Execute a notebook and keep its outputs in it, without what differs from machine to machine: times and versions."""
    notebook = nbformat.read(path, 4)
    # Figures keep their SVG then, of which the pages are made.
    os.environ["TELLINGS_STORE"] = "1"
    with kernel_folder():
        NotebookClient(
            notebook,
            record_timing=False,
            resources={"metadata": {"path": str(path.parent)}},
            kernel_manager_class=QuietKernelManager,
        ).execute()
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)


def fingerprint(notebook):
    """A digest of all that a notebook's outputs depend on."""
    digest = hashlib.sha256(sys.version.encode())
    parts = [
        ROOT / "requirements.txt",
        *sorted((ROOT / "helpers").rglob("*.*")),
        *sorted((ROOT / "tellings").rglob("*.*")),
        *sorted((ROOT / "seeds").rglob("*.*")),
    ]
    for path in parts:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    digest.update(json.dumps([cell["source"] for cell in cells]).encode())
    return digest.hexdigest()


def execute_all(notebooks, folder):
    """Execute notebooks into a folder, AT_ONCE at a time, with a line of progress each; out: {name: error}."""
    folder.mkdir(parents=True, exist_ok=True)
    start = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    faults = {}
    with ProcessPoolExecutor(AT_ONCE, mp_context=multiprocessing.get_context(start)) as pool:
        jobs = [pool.submit(execute, notebook, folder / notebook.name) for notebook in notebooks]
        for number, job in enumerate(as_completed(jobs), 1):
            notebook, seconds, error = job.result()
            print(f"[{number}/{len(jobs)}] {notebook.stem}  {seconds:.1f} s  {error or 'ok'}", flush=True)
            if error:
                faults[notebook.name] = error
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, help="write here, and execute all")
    parser.add_argument("--store", type=Path, nargs="+", metavar="NOTEBOOK", help="keep the outputs in these notebooks")
    given = parser.parse_args()
    if given.store:
        for path in given.store:
            store(path)
            print(f"{path} holds its outputs")
        return 0
    folder = given.to
    target = folder or ROOT / "build" / "notebooks"
    memory = target / ".done.json"
    done = json.loads(memory.read_text()) if memory.exists() and not folder else {}
    prints = {path.name: fingerprint(path) for path in LESSONS}
    todo = [path for path in LESSONS if done.get(path.name) != prints[path.name] or not (target / path.name).exists()]
    started = time.perf_counter()
    faults = execute_all(todo, target) if todo else {}
    memory.write_text(json.dumps({name: value for name, value in prints.items() if name not in faults}))
    fresh = f", {len(LESSONS) - len(todo)} unchanged" if len(todo) < len(LESSONS) else ""
    print(
        f"{len(todo) - len(faults)} executed{fresh}, {len(faults)} failed, {time.perf_counter() - started:.1f} s. "
        f"Look in {target}; `make lab` opens the collection."
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
