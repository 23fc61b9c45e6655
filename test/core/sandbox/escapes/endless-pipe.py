# told: memory|took longer than \d+ s and was stopped
import os
_, end = os.pipe()
while True:
    os.write(end, b"x" * 1_000_000)
