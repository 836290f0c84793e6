// Compiles the archives of Python that a page loads: in a browser that takes as long as all the rest of a start.
// node compile.mjs FOLDER: the folder of the desk, where they are written anew.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const standard = join(folder, "pyodide", "python_stdlib.zip"), ours = join(folder, "tellings.zip");
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide", "pyodide.mjs")));
const python = await loadPyodide();
const read = (archive) => new Uint8Array(readFileSync(archive));
python.unpackArchive(read(ours), "zip", { extractDir: "/home/pyodide" });
python.runPython(`
import importlib.util
import marshal
import sys
import zipfile

from tellings.own.asked import answer

answer('{"what": "find", "text": "It rains."}')
# Of the standard library the rest stays as it is: compiled it is twice as long, and few pages want it.
STARTED = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
LIBRARY = zipfile.__file__.partition(".zip/")[0] + ".zip/"
# No day and no size: there is no source beside it that it could be older than.
HEAD = importlib.util.MAGIC_NUMBER + bytes(12)


def write(all_of_it):
    with zipfile.ZipFile("/tmp/given.zip") as given, zipfile.ZipFile("/tmp/compiled.zip", "w") as compiled:
        for name in given.namelist():
            data = given.read(name)
            if name.endswith(".py") and (all_of_it or LIBRARY + name in STARTED):
                data = HEAD + marshal.dumps(compile(data, name, "exec", dont_inherit=True))
                name += "c"
            compiled.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
`);
const compiled = [[standard, "False"], [ours, "True"]].map(([archive, all]) => {
  python.FS.writeFile("/tmp/given.zip", read(archive));
  python.runPython(`write(${all})`);
  return [archive, python.FS.readFile("/tmp/compiled.zip")];
});
for (const [archive, data] of compiled) writeFileSync(archive, data);
process.exit(0);
