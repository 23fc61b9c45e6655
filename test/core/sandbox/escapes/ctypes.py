import ctypes
ctypes.CDLL(None).system(b"touch CANARY")
