# told: refused by the sealed runtime: ctypes\.CDLL
import ctypes
ctypes.CDLL(None).system(b"touch CANARY")
