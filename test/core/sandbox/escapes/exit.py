import os, sys
os._exit(0)
