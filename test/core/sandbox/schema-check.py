"""Values that a quick check calls valid are valid to the validator whose place it takes; and it knows the schemas that dbt validates most by.
Printed: the schema, the value, what the check says and what the validator says; last, the classes of dbt whose schema it does not know."""
import json
import sys

sys.path.insert(0, sys.argv[1])
from assetscope_probe.schema_check import check_of  # noqa: E402
from jsonschema import Draft7Validator  # noqa: E402

SCHEMAS = [
    {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {"type": "integer"}}}, "required": ["a"], "additionalProperties": False},
    {"type": "object", "additionalProperties": {"type": "number"}, "propertyNames": {"pattern": "^[a-b]$"}},
    {"anyOf": [{"type": "null"}, {"enum": ["a", 1, None]}, {"type": "array", "minItems": 1, "maxItems": 2}]},
    {"$defs": {"one": {"type": "object", "properties": {"a": {"$ref": "#/$defs/one"}}, "additionalProperties": False}}, "$ref": "#/$defs/one"},
    {"type": ["integer", "null"], "minimum": 2, "maximum": 3}, {"type": "number"}, {"const": True}, {"allOf": [{"type": "string"}, {"pattern": "a"}]}, True, False,
]
VALUES = [None, True, False, 0, 1, 1.0, 2, 2.5, 3, "a", "b", "", [], [1], [1, "a"], [True], {}, {"a": "x"}, {"a": 1}, {"a": {}}, {"a": {"a": {"b": 1}}}, {"a": "x", "b": [1, 2]}, {"a": "x", "b": [1, 2.5]}, {"a": "x", "c": 1}, {"a": True, "b": 2}, (1,)]
for schema in SCHEMAS:
    check, validator = check_of(schema), Draft7Validator(schema)
    for value in VALUES:
        print(json.dumps([schema, repr(value), check(value), validator.is_valid(value)]))
for schema in [{"type": "object", "patternProperties": {}}, {"not": {}}, {"type": "any"}, {"$ref": "https://example.com/x"}]:
    print(json.dumps([schema, "", check_of(schema) is not None, False]))

from dbt.artifacts.resources.v1 import config as configs  # noqa: E402
from dbt.contracts.graph import nodes, unparsed  # noqa: E402

print(json.dumps([one.__name__ for one in (configs.NodeConfig, configs.TestConfig, nodes.ModelNode, nodes.GenericTestNode, unparsed.UnparsedNodeUpdate, unparsed.UnparsedMacroUpdate, unparsed.UnparsedExposure) if check_of(one.json_schema()) is None]))
