from .. import VALUE as from_parent
NAME = "deep"
def get():
    return NAME + "!"
