# told: No module named 'js'|refused by the sealed runtime: js
import js
js.eval("require('fs').writeFileSync('CANARY', '')")
