# told: No such file or directory
import pathlib
pathlib.Path(__file__).write_text("# overwritten")
pathlib.Path("CANARY_RELATIVE").write_text("x")
open("CANARY", "w").write("x")
