import js
js.eval("require('fs').writeFileSync('CANARY', '')")
