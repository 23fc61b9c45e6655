# told: No module named 'js'
import sys
for name in ["js", "pyodide_js", "_pyodide_core", "pyodide", "pyodide.code"]:
    sys.modules.pop(name, None)
import js
js.process.kill(js.process.ppid)
