import posix
posix.system("touch CANARY")
