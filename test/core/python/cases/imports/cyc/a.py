X = 1
from . import b
