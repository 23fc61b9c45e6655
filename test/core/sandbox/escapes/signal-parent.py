# told: refused by the sealed runtime: os\.kill
import os, signal
os.kill(os.getppid(), signal.SIGKILL)
