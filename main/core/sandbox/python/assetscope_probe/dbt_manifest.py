"""A dbt project that ships no manifest -> the manifest that `dbt parse` writes, by dbt-core's own parser on a copy of the project. What
the parser would ask of other places stands in: packages that are not installed, the profile, the environment; values made with them
carry their doubt."""
import hashlib
import json
import os
import re
import shutil
import sys
import time

import yaml

from . import dbt_shims, dbt_speed
from .marks import CLOSE, OPEN
from .report import unaliased

SCRATCH = "/tmp/dbt"
# Names that stand for what the profile would say, replaced by a doubt in what the parser wrote.
DATABASE, SCHEMA = "assetscope_database", "assetscope_schema"
MAX_FILES = 20_000
# Manifests that a process remembers: each save of a model makes another one, of megabytes.
MOST_MADE = 8
# Adapters that take macros of another one where they have none.
BUILT_UPON = {"redshift": ["postgres"], "databricks": ["spark"]}
# What they call the parts of a relation.
ALIASES = {"bigquery": {"project": "database", "dataset": "schema"}, "databricks": {"catalog": "database"}, "athena": {"catalog": "database"}}

made = {}
projects = {}


def remember(project):
    """What a DbtProject says of the manifest at its path."""
    projects[str(project.manifest_path)] = project


def provide(path, report):
    """Writes the manifest that is missing at `path`; tells and leaves it missing when dbt does not parse the project."""
    project = projects.get(str(path))
    path = unaliased(str(path))
    if os.path.exists(path):
        return
    root = str(project.project_dir) if project else root_of(path)
    if root is None or not os.path.exists(os.path.join(root, "dbt_project.yml")):
        return
    began = time.monotonic()
    files = files_of(root)
    settings = {"profile": getattr(project, "profile", None), "target": getattr(project, "target", None), "profiles_dir": str(getattr(project, "profiles_dir", None) or root)}
    stamp = stamp_of(files, settings)
    place = {"file": report.relative(os.path.join(root, "dbt_project.yml")), "line": 1}
    if stamp not in made:
        if len(made) >= MOST_MADE:
            del made[next(iter(made))]
        try:
            made[stamp] = parse(root, files, settings)
        except BaseException as error:  # dbt exits where it cannot go on
            made[stamp] = error
            if isinstance(error, KeyboardInterrupt):
                made[stamp] = TimeoutError("its time was over")
                raise
        sys.stderr.flush()
    text, notes = made[stamp] if isinstance(made[stamp], tuple) else (None, [])
    if text is None:
        report.failure(made[stamp], "The dbt project has no manifest, and dbt does not parse it here", "sandbox.dbt-parse", place)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    told = "".join(f"; {note}" for note in notes)
    report.problem("sandbox.dbt-parsed", f"No manifest at {report.relative(path) or path}: models come from the project's files, read by dbt's own parser in {time.monotonic() - began:.1f} s{told}", place, "info")


def root_of(path):
    folder = os.path.dirname(path)
    while folder not in ("", "/"):
        if os.path.exists(os.path.join(folder, "dbt_project.yml")):
            return folder
        folder = os.path.dirname(folder)
    return None


def files_of(root):
    """Relative path -> content of what dbt reads."""
    out = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [one for one in folders if one not in ("target", "logs", ".git", "node_modules", ".venv", "venv")]
        for name in names:
            if len(out) < MAX_FILES and name.endswith((".sql", ".yml", ".yaml", ".csv", ".md", ".py", ".json")):
                path = os.path.join(folder, name)
                with open(path, "rb") as source:
                    out[os.path.relpath(path, root)] = source.read()
    return out


def stamp_of(files, settings):
    stamp = hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode())
    for name in sorted(files):
        stamp.update(name.encode() + b"\0" + files[name] + b"\0")
    return stamp.hexdigest()


def parse(root, files, settings):
    notes = []
    shutil.rmtree(SCRATCH, ignore_errors=True)
    copy = os.path.join(SCRATCH, "project")
    for name, data in files.items():
        target = os.path.join(copy, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as out:
            out.write(data)
    with open(os.path.join(copy, "dbt_project.yml"), encoding="utf-8") as source:
        config = yaml.safe_load(source) or {}
    texts = "\n".join(data.decode("utf-8", "replace") for name, data in files.items() if name.endswith((".sql", ".yml", ".yaml")))
    stand_in_packages(copy, config, texts, notes)
    profile, adapter = make_profile(config, settings, notes)
    with open(os.path.join(SCRATCH, "profiles.yml"), "w", encoding="utf-8") as out:
        yaml.safe_dump(profile, out)
    text = run(copy, texts + yaml.safe_dump(profile), config, settings, adapter, notes)
    return text.replace('"adapter_type": "duckdb"', f'"adapter_type": {json.dumps(adapter)}'), notes


def run(copy, texts, config, settings, adapter, notes):
    dbt_shims.install()
    from dbt.cli.main import dbtRunner
    environment = dict(os.environ)
    asked = sorted(set(re.findall(r"""env_var\(\s*['"]([A-Za-z_][A-Za-z0-9_]*)['"]\s*\)""", texts)) - set(environment))
    for name in asked:
        environment[name] = f"{OPEN}env:{name}{CLOSE}"
    if asked:
        notes.append(f"variables of the environment that are not set: {', '.join(asked[:10])}")
    variables = dict.fromkeys(asked_variables(texts, config))
    here = os.getcwd()
    arguments = ["parse", "--project-dir", copy, "--profiles-dir", SCRATCH, "--target-path", os.path.join(SCRATCH, "target"), "--log-path", os.path.join(SCRATCH, "logs"), "--log-level", "none", "--log-level-file", "none",
                 "--single-threaded", "--no-partial-parse", "--no-send-anonymous-usage-stats", "--no-static-parser", "--no-version-check", "--no-use-colors", "--quiet"]
    if variables:
        arguments += ["--vars", json.dumps({name: f"{OPEN}dbt:variable {name}{CLOSE}" for name in variables})]
    if settings["profile"]:
        arguments += ["--profile", str(settings["profile"])]
    import dbt.cli.requires as requires
    import dbt.context.providers as providers
    from dbt.adapters.duckdb.credentials import DuckDBCredentials
    from dbt.config.profile import Profile
    from dbt.plugins.manager import PluginManager

    # Plugins would be packages beside dbt, which the runtime has none of.
    PluginManager.get_prefixed_modules = classmethod(lambda _cls: {})
    given, describe_target, type_names = requires.get_env, Profile.to_target_dict, providers.get_adapter_type_names
    requires.get_env = lambda: dict(environment)
    # Models are switched on and off by the type of their database: `target.type` is that of the project's own profile.
    Profile.to_target_dict = lambda self: {**describe_target(self), "type": adapter}
    # So are macros dispatched: a project that has some for its own database only (`trino__elapsed`) has none for the one that stands in.
    providers.get_adapter_type_names = lambda name: [*([] if OPEN in adapter else [adapter, *BUILT_UPON.get(adapter, [])]), *type_names(name)]
    aliases = DuckDBCredentials._ALIASES
    DuckDBCredentials._ALIASES = {**aliases, **ALIASES.get(adapter, {})}
    try:
        os.chdir(copy)
        with dbt_speed.fast():
            result = dbtRunner().invoke(arguments)
    finally:
        DuckDBCredentials._ALIASES = aliases
        requires.get_env, Profile.to_target_dict, providers.get_adapter_type_names = given, describe_target, type_names
        os.chdir(here)
    if not result.success:
        raise result.exception or RuntimeError("dbt parse failed")
    with open(os.path.join(SCRATCH, "target", "manifest.json"), encoding="utf-8") as source:
        text = source.read()
    marks = json.dumps(f"{OPEN}dbt:profile{CLOSE}")[1:-1]
    return text.replace(DATABASE, marks).replace(SCHEMA, marks).replace(f'"{copy}"', json.dumps(copy))


def asked_variables(texts, config):
    """Variables without a default that the project does not set: dbt would ask for them on its command line."""
    known = set()

    def collect(value):
        if isinstance(value, dict):
            for name, inner in value.items():
                known.add(str(name))
                collect(inner)

    collect(config.get("vars") or {})
    return sorted(set(re.findall(r"""\bvar\(\s*['"]([A-Za-z_][\w.]*)['"]\s*\)""", texts)) - known)


def make_profile(config, settings, notes):
    """A profile for the one adapter that is here, with database and schema as the project's own profile has them; and the adapter that one names."""
    name = str(settings["profile"] or config.get("profile") or "default")
    own = {}
    for folder in (settings["profiles_dir"],):
        try:
            with open(os.path.join(folder, "profiles.yml"), encoding="utf-8") as source:
                own = (yaml.safe_load(source) or {}).get(name) or {}
        except (OSError, yaml.YAMLError, AttributeError):
            continue
    outputs = own.get("outputs") if isinstance(own.get("outputs"), dict) else {}
    target = str(settings["target"] or own.get("target") or next(iter(outputs), "dev"))
    plain = target if re.fullmatch(r"[\w-]+", target) else "dev"
    output = outputs.get(target) or outputs.get(plain) or (next(iter(outputs.values())) if outputs else {})
    if not output:
        notes.append("the dbt profile is not in the project")
    if output.get("type") == "duckdb":
        made_output = {"type": "duckdb", **{key: output[key] for key in ("path", "schema", "database") if key in output}}
    else:
        database = next((output[key] for key in ("database", "dbname", "project", "catalog") if output.get(key)), DATABASE)
        made_output = {"type": "duckdb", "path": f"{database}.duckdb", "schema": str(output.get("schema") or output.get("dataset") or SCHEMA)}
        if output:
            notes.append(f"its adapter {output.get('type')} stands in as duckdb")
    made_output = {key: doubt_variables(value) for key, value in made_output.items()}
    adapter = str(output.get("type") or f"{OPEN}dbt:profile{CLOSE}")
    return {name: {"target": plain, "outputs": {plain: made_output}}}, adapter


def doubt_variables(text):
    """A profile knows the variables of dbt's command line alone, not those of the project: one that it asks for is what nobody here said."""
    return re.sub(r"""\bvar\(\s*['"]([A-Za-z_][\w.]*)['"]\s*\)""", lambda found: f"'{OPEN}dbt:variable {found.group(1)}{CLOSE}'", text) if isinstance(text, str) else text


def stand_in_packages(copy, config, texts, notes):
    """Packages that `dbt deps` would fetch: each gets a stand-in with the macros and tests that the project calls."""
    folder = os.path.join(copy, str(config.get("packages-install-path") or "dbt_packages"))
    installed = set(os.listdir(folder)) if os.path.isdir(folder) else set()
    names = set()
    for file in ("packages.yml", "dependencies.yml", "package-lock.yml"):
        path = os.path.join(copy, file)
        if not os.path.exists(path):
            continue
        try:
            with open(path, encoding="utf-8") as source:
                packages = (yaml.safe_load(source) or {}).get("packages") or []
        except (yaml.YAMLError, AttributeError):
            packages = []
        for package in packages:
            if isinstance(package, dict) and isinstance(package.get("local"), str):
                continue
            spec = isinstance(package, dict) and str(package.get("package") or package.get("name") or package.get("git") or "")
            if spec:
                names.add(re.sub(r"\W", "_", re.sub(r"\.git$", "", spec.rstrip("/")).rsplit("/", 1)[-1]).removeprefix("dbt_") if package.get("git") else spec.rsplit("/", 1)[-1])
        os.remove(path)
    missing = sorted(name for name in names | (set(re.findall(r"\b(dbt_\w+)\.\w+", texts)) & {"dbt_utils", "dbt_date", "dbt_expectations"}) if name and name not in installed)
    for name in missing:
        calls = sorted(set(re.findall(rf"\b{re.escape(name)}\.([A-Za-z_]\w*)", texts)))
        where = os.path.join(folder, name)
        os.makedirs(os.path.join(where, "macros"), exist_ok=True)
        with open(os.path.join(where, "dbt_project.yml"), "w", encoding="utf-8") as out:
            out.write(f"name: {name}\nversion: '1.0.0'\nconfig-version: 2\n")
        with open(os.path.join(where, "macros", "all.sql"), "w", encoding="utf-8") as out:
            for call in calls:
                out.write(f"{{% macro {call}() %}}{{% set _ = (varargs, kwargs) %}}{{{{ return('') }}}}{{% endmacro %}}\n{{% macro test_{call}() %}}{{% set _ = (varargs, kwargs) %}}select 1{{% endmacro %}}\n")
    if missing:
        notes.append(f"dbt packages that are not in the project stand in as empty: {', '.join(missing)}")
