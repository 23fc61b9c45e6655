# told: refused by the sealed runtime
import requests
requests.get("http://127.0.0.1:PORT/canary", timeout=2)
