from pyodide.code import run_js
run_js("process.mainModule.require('fs').writeFileSync('CANARY', '')")
