# told: refused by the sealed runtime: subprocess\.run
import subprocess
subprocess.run(["touch", "CANARY"], check=True)
