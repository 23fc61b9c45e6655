# told: ValueError|OSError|refused by the sealed runtime
import _posixsubprocess
_posixsubprocess.fork_exec([b"/bin/touch", b"CANARY"], [b"/bin/touch"], True, (), None, None, -1, -1, -1, -1, -1, -1, -1, -1, False, False, -1, None, None, None, -1, None)
