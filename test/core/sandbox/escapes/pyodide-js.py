# told: AttributeError|No module named|refused by the sealed runtime
import pyodide_js
pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, {"root": "/"}, "/mnt")
open("/mnt/CANARY", "w").write("x")
