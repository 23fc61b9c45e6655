# told: refused by the sealed runtime: os\._exit
import os, sys
os._exit(0)
