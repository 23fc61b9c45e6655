# told: FileNotFoundError
import importlib.util
spec = importlib.util.spec_from_file_location("host", "/usr/lib/python3/dist-packages/apt/__init__.py")
spec.loader.exec_module(importlib.util.module_from_spec(spec))
