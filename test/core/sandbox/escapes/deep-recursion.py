# told: Python broke off: Maximum call stack
import sys
sys.setrecursionlimit(10**9)
def dig():
    return dig()
dig()
