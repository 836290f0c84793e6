"""What the collection costs: seconds and memory per notebook, the room that JupyterLab takes, the size of the installation.

python tests/budget.py           prints a table for the README; exit code 1 where a limit is passed
python tests/budget.py --corpus  the same for the corpus command, see corpus_budget.py

To be run with a Python that has requirements.txt and nothing else (make clean run, or build/pythons/3.12 after
make test-all): some packages import more where more is installed.
"""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import nbformat
import psutil
from collection import LESSONS, SHEETS
from execute import AT_ONCE, QuietKernelManager, execute_all, kernel_folder
from nbclient import NotebookClient
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
KERNEL_MB, ALL_MB, PACKAGES, INSTALLED_MB = 220, 1024, 125, 470
RATIO = 1.6  # what all lessons take for what their imports alone take; 1.4 is the aim
# Run as a last cell: the most memory that this kernel ever held, and what it holds alone now, in MB; what it has imported.
PEAK = """import psutil, resource, sys
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 ** (2 if sys.platform == "darwin" else 1)))
print(psutil.Process().memory_full_info().uss / 1e6)
print(*sys.modules)"""
# A lesson that does nothing: it imports what the lesson has imported by its end, at the top or on the way.
IMPORTS = """import contextlib, importlib
for name in {modules}:
    with contextlib.suppress(Exception):
        importlib.import_module(name)"""


def one(path):
    """Run one notebook by itself.

    Out: seconds from the start of its kernel; the kernel's peak memory, its own memory, MB; the modules that it imported.
    """
    notebook = nbformat.read(path, 4)
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    started = time.perf_counter()
    with kernel_folder():
        NotebookClient(
            notebook,
            timeout=600,
            resources={"metadata": {"path": str(path.parent)}},
            kernel_manager_class=QuietKernelManager,
        ).execute()
    # What is printed at once may come in several pieces.
    printed = "".join(output.text for output in notebook.cells[-1].outputs)
    peak, own, modules = printed.splitlines()
    return time.perf_counter() - started, float(peak), float(own), modules.split()


def run_all(modules, times=3):
    """The best of some runs of all lessons, and of as many notebooks that hold their imports alone.

    In: each lesson's modules. Out: for each of the two, seconds on the clock and seconds of processor time.
    """
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare")
        bare.mkdir()
        for path in LESSONS:
            cell = nbformat.v4.new_code_cell(IMPORTS.format(modules=modules[path]))
            metadata = nbformat.read(path, 4).metadata
            nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=metadata), bare / path.name)
        return [
            [min(column) for column in zip(*(_timed(names, Path(folder, "out")) for _ in range(times)))]
            for names in (LESSONS, sorted(bare.glob("*.ipynb")))
        ]


def _timed(notebooks, target):
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with contextlib.redirect_stdout(None):
        faults = execute_all(notebooks, target)
    if faults:
        raise SystemExit(f"not executed: {faults}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def server():
    """The memory of a JupyterLab server at rest, MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--port=0",
            f"--ServerApp.root_dir={folder}",
        ]
        lab = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "JUPYTER_RUNTIME_DIR": folder},
        )
        time.sleep(8)
        memory = psutil.Process(lab.pid).memory_info().rss / 1e6
        lab.terminate()
        lab.wait(20)
    return memory


def installation():
    """The packages that requirements.txt pins for this machine and the megabytes of their files; out: number, MB."""
    number = size = 0
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "-")):
            continue
        pinned = Requirement(line)
        if pinned.marker and not pinned.marker.evaluate():
            continue
        try:
            files = distribution(pinned.name).files or []
        except PackageNotFoundError:
            raise SystemExit(f"{pinned.name} is not installed; run make test first") from None
        number += 1
        size += sum(file.locate().stat().st_size for file in files if file.locate().is_file())
    return number, size / 1e6


def main():
    over = []
    print("| notebook | seconds | memory, MB |\n|---|---|---|")
    peak, own, modules = {}, {}, {}
    for path in LESSONS + SHEETS:
        seconds, peak[path], own[path], modules[path] = one(path)
        print(f"| {path.relative_to(ROOT / 'notebooks')} | {seconds:.1f} | {peak[path]:.0f} |", flush=True)
        over += [f"{path.name} takes {peak[path]:.0f} MB, the limit is {KERNEL_MB}"] * (peak[path] > KERNEL_MB)
    lab = server()
    largest = max(peak, key=peak.get)
    room = lab + peak[largest] + sum(own[path] for path in LESSONS if path != largest)
    three = lab + sum(sorted(peak.values())[-AT_ONCE:])
    print(
        f"\nJupyterLab at rest {lab:.0f} MB; with the largest notebook {lab + peak[largest]:.0f} MB; "
        f"with the {AT_ONCE} largest at once {three:.0f} MB; with all {len(LESSONS)} lessons left open {room:.0f} MB."
    )
    over += [f"the {AT_ONCE} largest at once take {three:.0f} MB, the limit is {ALL_MB}"] * (three > ALL_MB)
    packages, size = installation()
    print(f"The classroom environment: {packages} packages, {size:.0f} MB.")
    over += [f"{packages} packages, the limit is {PACKAGES}"] * (packages > PACKAGES)
    over += [f"the packages take {size:.0f} MB, the limit is {INSTALLED_MB}"] * (size > INSTALLED_MB)
    (clock, work), (bare_clock, bare_work) = run_all(modules)
    print(
        f"All {len(LESSONS)} lessons, three at once: {clock:.1f} s on the clock, {work:.1f} s of processor time; "
        f"their imports alone: {bare_clock:.1f} s and {bare_work:.1f} s; ratio {clock / bare_clock:.2f} and {work / bare_work:.2f}."
    )
    over += [f"the ratio is {work / bare_work:.2f}, the limit is {RATIO}"] * (work / bare_work > RATIO)
    print("\n".join(over) or "Within every limit.")
    return 1 if over else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--corpus"]:
        # A program of its own, for Dask's workers import the one that starts them.
        sys.exit(subprocess.run([sys.executable, ROOT / "tests" / "corpus_budget.py", *sys.argv[2:]]).returncode)
    sys.exit(main())
