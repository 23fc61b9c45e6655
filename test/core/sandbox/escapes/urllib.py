# told: refused by the sealed runtime: network
import urllib.request
urllib.request.urlopen("http://127.0.0.1:PORT/canary", timeout=2).read()
