/** The natives of the standard library by qualified name ("os.path.join"), gathered from the files beside this one. */
import type { Runtime } from "../interpreter/runtime.ts";
import type { Value } from "../values.ts";
import { collectionsNames } from "./collections.ts";
import { csvNames } from "./csv.ts";
import { dataFileNames } from "./data-files.ts";
import { dataclassNames } from "./dataclasses.ts";
import { datetimeNames } from "./datetime.ts";
import { encodingNames } from "./encodings.ts";
import { functoolsNames } from "./functools.ts";
import { globNames } from "./glob.ts";
import { importlibNames } from "./importlib.ts";
import { inspectNames } from "./inspect.ts";
import { itertoolsNames } from "./itertools.ts";
import type { NativeModule } from "./natives.ts";
import { osNames } from "./os.ts";
import { pathlibNames } from "./pathlib.ts";
import { regexNames } from "./regex.ts";
import { textNames } from "./text.ts";
import { typingNames } from "./typing.ts";

const parts: readonly NativeModule[] = [
  osNames, pathlibNames, globNames, csvNames, dataFileNames, datetimeNames, regexNames, itertoolsNames, functoolsNames, dataclassNames, typingNames, textNames, inspectNames, encodingNames, importlibNames, collectionsNames,
];

/** Top-level modules that Python itself has: a folder of that name without `__init__.py` does not hide them. */
const pythonModules = (
  "abc argparse array ast asyncio base64 bisect builtins calendar cmath codecs collections concurrent configparser contextlib contextvars copy csv ctypes dataclasses datetime decimal difflib " +
  "email enum errno fnmatch fractions functools gc getpass glob gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword locale logging math mimetypes " +
  "multiprocessing numbers operator os pathlib pickle pkgutil platform pprint queue random re secrets select shelve shlex shutil signal site smtplib socket sqlite3 ssl stat statistics string struct " +
  "subprocess sys tarfile tempfile textwrap threading time timeit token tomllib traceback types typing unicodedata unittest urllib uuid warnings weakref webbrowser xml zipfile zlib zoneinfo"
).split(" ");

export interface StandardLibrary {
  get(qualifiedName: string): Value | undefined;
  has(qualifiedName: string): boolean;
  /** First parts of the names. */
  readonly modules: ReadonlySet<string>;
}

export function standardLibrary(rt: Runtime): StandardLibrary {
  const table = new Map<string, Value>();
  for (const part of parts) for (const [name, value] of Object.entries(part(rt))) if (!table.has(name)) table.set(name, value);
  const modules = new Set([...pythonModules, ...[...table.keys()].map((name) => name.split(".")[0] ?? name)]);
  return { get: (name) => table.get(name), has: (name) => table.has(name), modules };
}
