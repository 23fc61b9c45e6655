import sys
sys.setrecursionlimit(10**9)
def dig():
    return dig()
dig()
