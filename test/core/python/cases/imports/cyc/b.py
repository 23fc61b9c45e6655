from . import a
Y = a.X + 1
