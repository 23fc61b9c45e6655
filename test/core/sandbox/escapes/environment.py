# told: environment is empty
import os
found = [name for name in ("ASSETSCOPE_CANARY", "PATH_CANARY") if name in os.environ]
raise RuntimeError(f"environment seen: {found}" if found else "environment is empty")
