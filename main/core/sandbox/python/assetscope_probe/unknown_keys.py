"""Assets whose key went through a stand-in. Under the key that Dagster would give them without it they would be wrong answers: they take
part under a key of their own, and are told of instead of shown."""
import itertools

KEY_ARGUMENTS = ("key", "name", "key_prefix")
PREFIX = "assetscope_unknown_key_"
numbers = itertools.count(1)


def give_key(kwargs, lost, doubts):
    """Arguments of a decorator (or of an output) that lost part of the key: the same with a key of its own."""
    if not any(name in lost for name in KEY_ARGUMENTS):
        return kwargs
    reason = next(lost.pop(name) for name in KEY_ARGUMENTS if name in lost)
    key = f"{PREFIX}{next(numbers)}"
    doubts.unknown_keys[key] = reason
    return {**{name: value for name, value in kwargs.items() if name not in KEY_ARGUMENTS}, "key": key}


def give_name(kwargs, lost, doubts):
    """The same for a check that lost its name."""
    if "name" not in lost:
        return kwargs
    name = f"{PREFIX}{next(numbers)}"
    doubts.unknown_keys[name] = lost.pop("name")
    return {**kwargs, "name": name}


def is_unknown(key):
    return key.startswith(PREFIX)
