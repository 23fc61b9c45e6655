"""Runs in Pyodide while the runtime is built: wheels in /wheels -> one image of compiled modules in /out/image.bin.

Layout of the image: 4 bytes little-endian length of a JSON index, the index (a list of [path, offset, size], sorted), the bytes.
Modules are compiled by this very Python and kept without source: imports are several times faster, and the image smaller."""
import json, os, py_compile, re, struct, sys, warnings, zipfile

SITE = "/site"
# Group -> names of its wheels, held against their hashes already. Others may lie beside them.
WHEELS = json.loads(os.environ["WHEELS"])
# What definitions never need: tests, type stubs, the web UI, sources of generated parsers, command-line shells.
DROP = re.compile(r"(^|/)(tests|testing/data|_tests)/|\.(pyi|c|h|pyx|so|dll|exe|map|css|png|svg|ico|woff2?|interp|tokens)$|^dagster_graphql/|^pygments/(lexers|styles)/(?!__init__|_mapping|special|python|_)|^networkx/generators/atlas\.dat|^dagster/_generate/templates/|-info/(RECORD|WHEEL|licenses/|LICENSE)")
LICENSE = re.compile(r"-info/(licenses/.*|LICEN[CS]E.*|COPYING.*|NOTICE.*)$")
KEEP_EXTENSIONS = re.compile(r"emscripten|wasm32")

def extract(licenses):
    for folder, pure in (("/wheels/any", False), ("/wheels/pure", True)):
        for name in sorted(WHEELS[folder.rsplit("/", 1)[-1]]):
            with zipfile.ZipFile(f"{folder}/{name}") as wheel:
                for entry in wheel.infolist():
                    path = entry.filename
                    if entry.is_dir() or ".data/" in path:
                        continue
                    if LICENSE.search(path):
                        licenses.append(f"== {path}\n\n{wheel.read(entry).decode('utf-8', 'replace')}\n")
                    if DROP.search(path) and not (path.endswith(".so") and KEEP_EXTENSIONS.search(path) and not pure):
                        continue
                    target = f"{SITE}/{path}"
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    with open(target, "wb") as out:
                        out.write(wheel.read(entry))

def compile_all():
    failed = []
    for root, _dirs, names in os.walk(SITE):
        for name in names:
            if not name.endswith(".py"):
                continue
            source = f"{root}/{name}"
            try:
                py_compile.compile(source, cfile=source + "c", dfile=source, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
                os.remove(source)
            except py_compile.PyCompileError as error:  # templates and code of another Python: kept as they are
                failed.append(f"{source}: {error.msg.splitlines()[-1]}")
    return failed

def write_image(path):
    files = sorted(os.path.join(root, name) for root, _dirs, names in os.walk(SITE) for name in names)
    index, offset = [], 0
    for file in files:
        size = os.path.getsize(file)
        index.append([file[len(SITE) + 1:], offset, size])
        offset += size
    head = json.dumps(index).encode()
    with open(path, "wb") as out:
        out.write(struct.pack("<I", len(head)) + head)
        for file in files:
            with open(file, "rb") as part:
                out.write(part.read())
    return len(files), offset

warnings.simplefilter("ignore")
licenses = []
extract(licenses)
with open("/out/licenses.txt", "w") as out:
    out.write("\n".join(licenses))
failed = compile_all()
count, size = write_image("/out/image.bin")
json.dumps({"files": count, "bytes": size, "notCompiled": failed, "python": sys.version.split()[0]})
