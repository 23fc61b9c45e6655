# told: refused by the sealed runtime: pyodide\.code\.run_js|No module named 'js'
from pyodide.code import run_js
run_js("process.mainModule.require('fs').writeFileSync('CANARY', '')")
