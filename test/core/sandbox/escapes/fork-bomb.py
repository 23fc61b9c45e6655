# told: refused by the sealed runtime: os\.fork
import os
while True:
    os.fork()
