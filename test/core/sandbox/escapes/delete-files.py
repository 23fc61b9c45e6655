# told: deleted what is only a copy
import shutil
shutil.rmtree("/project")
shutil.rmtree("/site", ignore_errors=True)
raise RuntimeError("deleted what is only a copy")
