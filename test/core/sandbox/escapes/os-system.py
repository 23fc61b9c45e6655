# told: refused by the sealed runtime: os\.system
import os
os.system("touch CANARY")
