"""Column lineage of every statement as Python's sqlglot sees it: writes {statement: {column: ["table.column", ...]}} to stdout.

The dialect is the first word of a file's name. Names are lower-cased: the engines fold them, and so does Assetscope. Only columns
of real tables are sources; a column made of constants has none.
"""

import json
import sys
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage
from sqlglot.schema import MappingSchema

HERE = Path(__file__).parent


def schema_of(dialect: str) -> MappingSchema:
    tables: dict = {}
    for name, columns in json.loads((HERE / "schema.json").read_text()).items():
        database, table = name.split(".")
        # Types are written as one dialect reads them; sqlglot wants those of the statement's own.
        tables.setdefault(database, {})[table] = {
            column: exp.DataType.build(kind, dialect="databricks") if kind.startswith(("struct", "array")) else kind for column, kind in columns.items()
        }
    return MappingSchema(tables, dialect=dialect)


def query_of(tree: exp.Expression) -> exp.Expression:
    if isinstance(tree, (exp.Create, exp.Insert)):
        query = tree.expression
        if tree.args.get("with_") is not None:
            query.set("with_", tree.args["with_"])
        return query.copy()
    return tree


def sources_of(node) -> list[str]:
    found = set()
    for one in node.walk():
        if not isinstance(one.expression, exp.Table) or not one.expression.name or one.downstream:
            continue
        table = f"{one.expression.db}.{one.expression.name}" if one.expression.db else one.expression.name
        found.add(f"{table}.{exp.to_column(one.name).name if one.name != '*' else '*'}".lower().replace('"', "").replace("`", ""))
    return sorted(found)


def read(file: Path) -> dict:
    dialect = file.name.split("-")[0]
    tree = sqlglot.parse_one(file.read_text(), dialect=dialect)
    columns = lineage(None, query_of(tree), schema_of(dialect), dialect=dialect)
    # Columns that an INSERT names are the query's by position.
    target = tree.this if isinstance(tree, exp.Insert) else None
    named = [one.name for one in target.expressions] if isinstance(target, exp.Schema) else []
    names = named or list(columns)
    return {name.lower(): sources_of(node) for name, node in zip(names, columns.values(), strict=True)}


def main() -> None:
    result = {}
    for file in sorted((HERE / "statements").glob("*.sql")):
        try:
            result[file.stem] = read(file)
        except Exception as error:  # Whatever it is, it is what sqlglot says of this statement.
            result[file.stem] = {"!": [f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"]}
    lines = [f"  {json.dumps(name)}: {json.dumps(columns)}" for name, columns in result.items()]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")


main()
