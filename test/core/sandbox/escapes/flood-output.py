# told: wrote 40 MB
import sys
for _ in range(20):
    sys.stdout.write("x" * 1_000_000)
    sys.stderr.write("x" * 1_000_000)
raise RuntimeError("wrote 40 MB")
