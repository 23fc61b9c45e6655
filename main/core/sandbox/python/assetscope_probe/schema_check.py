"""JSON schema -> a function that says whether a value surely meets it. Much faster than a validator that reads the schema anew for every value;
where it is not sure, it says no, and the validator has the word."""
import re

# They say nothing of what is valid, or nothing to a validator of draft 7.
NOTES = {"prefixItems", "$schema", "$id", "$defs", "definitions", "title", "description", "default", "format", "examples", "readOnly", "writeOnly"}


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


TYPES = {
    "object": lambda value: isinstance(value, dict), "array": lambda value: isinstance(value, list), "string": lambda value: isinstance(value, str), "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool), "integer": is_integer, "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
}


class Unsupported(Exception):
    """The schema says something that is not known here."""


def check_of(schema):
    """Function that is true for values which are surely valid; None for schemas that it cannot be made of."""
    try:
        return Maker(schema).check(schema)
    except (Unsupported, RecursionError):
        return None


class Maker:
    def __init__(self, root):
        self.root = root
        self.known = {}

    def check(self, schema):
        if schema is True:
            return lambda value: True
        if schema is False:
            return lambda value: False
        if type(schema) is not dict:
            raise Unsupported
        if "$ref" in schema:
            return self.reference(schema["$ref"])
        words = set(schema) - NOTES
        checks = [make(self, schema[word]) for word, make in ANY.items() if word in words]
        inside = words & OBJECT
        if inside:
            checks.append(self.members({word: schema[word] for word in inside}))
        if words - set(ANY) - OBJECT:
            raise Unsupported
        if len(checks) == 1:
            return checks[0]
        return lambda value: all(check(value) for check in checks)

    def reference(self, path):
        if not path.startswith("#/"):
            raise Unsupported
        if path not in self.known:
            # One that refers to itself finds its way by the table.
            self.known[path] = None
            at = self.root
            for part in path[2:].split("/"):
                if type(at) is not dict or part not in at:
                    raise Unsupported
                at = at[part]
            self.known[path] = self.check(at)
        return lambda value: self.known[path](value)

    def types(self, names):
        if type(names) is str:
            if names not in TYPES:
                raise Unsupported
            return TYPES[names]
        checks = [self.types(name) for name in names]
        return lambda value: any(check(value) for check in checks)

    def any_of(self, schemas):
        checks = [self.check(one) for one in schemas]
        return lambda value: any(check(value) for check in checks)

    def all_of(self, schemas):
        checks = [self.check(one) for one in schemas]
        return lambda value: all(check(value) for check in checks)

    def one_of_values(self, values):
        # 1, 1.0 and True are equal in Python; the validator decides on such.
        return lambda value: any((type(one) is type(value) or (isinstance(one, str) and isinstance(value, str))) and one == value for one in values)

    def items(self, schema):
        check = self.check(schema)
        return lambda value: not isinstance(value, list) or all(check(item) for item in value)

    def length(self, holds):
        return lambda value: not isinstance(value, list) or holds(len(value))

    def pattern(self, pattern):
        search = re.compile(pattern).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def bound(self, holds):
        return lambda value: not isinstance(value, (int, float)) or isinstance(value, bool) or holds(value)

    def members(self, said):
        known = {name: self.check(one) for name, one in said.get("properties", {}).items()}
        others = self.check(said.get("additionalProperties", True))
        names = self.check(said["propertyNames"]) if "propertyNames" in said else None
        required = said.get("required", [])

        def check(value):
            if not isinstance(value, dict):
                return True
            return all(name in value for name in required) and all(known.get(name, others)(item) and (names is None or names(name)) for name, item in value.items())

        return check


OBJECT = {"properties", "additionalProperties", "propertyNames", "required"}
ANY = {
    "type": Maker.types, "anyOf": Maker.any_of, "allOf": Maker.all_of, "enum": Maker.one_of_values, "const": lambda maker, value: maker.one_of_values([value]), "items": Maker.items, "pattern": Maker.pattern,
    "minimum": lambda maker, least: maker.bound(lambda value: value >= least), "maximum": lambda maker, most: maker.bound(lambda value: value <= most),
    "minItems": lambda maker, least: maker.length(lambda length: length >= least), "maxItems": lambda maker, most: maker.length(lambda length: length <= most),
}
