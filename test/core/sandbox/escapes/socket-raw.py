# told: OSError|refused by the sealed runtime: network
import _socket
s = _socket.socket(2, 1)
s.connect(("127.0.0.1", PORT))
