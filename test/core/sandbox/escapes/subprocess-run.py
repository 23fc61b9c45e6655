import subprocess
subprocess.run(["touch", "CANARY"], check=True)
