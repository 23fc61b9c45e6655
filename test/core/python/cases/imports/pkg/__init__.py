VALUE = 1
from . import sub
