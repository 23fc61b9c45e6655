# told: No space left on device
import os
block = b"x" * 10_000_000
for i in range(1_000_000):
    with open(f"/tmp/{i}", "wb") as file:
        file.write(block)
