# told: forged
import sys
main = sys.modules["assetscope_probe.main"]
main.load = lambda text: '{"codeLocation": "x", "assets": [{"key": "<img src=x onerror=alert(1)>"}]}'
class Definitions: pass
raise RuntimeError("forged")
