/** Python's own exception classes, as far as handlers tell them apart. */
import { toRepr, toText } from "../operations/text.ts";
import { none, type NativeFunction, type NativeObject, type Value } from "../values.ts";

const parents: Readonly<Record<string, string>> = {
  BaseException: "", Exception: "BaseException", ArithmeticError: "Exception", ZeroDivisionError: "ArithmeticError", OverflowError: "ArithmeticError",
  AssertionError: "Exception", AttributeError: "Exception", ImportError: "Exception", ModuleNotFoundError: "ImportError", LookupError: "Exception",
  IndexError: "LookupError", KeyError: "LookupError", MemoryError: "Exception", NameError: "Exception", UnboundLocalError: "NameError",
  NotImplementedError: "RuntimeError", OSError: "Exception", IOError: "OSError", EnvironmentError: "OSError", FileNotFoundError: "OSError", FileExistsError: "OSError",
  PermissionError: "OSError", IsADirectoryError: "OSError", NotADirectoryError: "OSError", ConnectionError: "OSError", TimeoutError: "OSError",
  RuntimeError: "Exception", RecursionError: "RuntimeError", StopIteration: "Exception", SyntaxError: "Exception", TypeError: "Exception", ValueError: "Exception",
  UnicodeError: "ValueError", UnicodeDecodeError: "UnicodeError", UnicodeEncodeError: "UnicodeError", JSONDecodeError: "ValueError", KeyboardInterrupt: "BaseException",
  TOMLDecodeError: "ValueError", SystemExit: "BaseException", GeneratorExit: "BaseException", Warning: "Exception", UserWarning: "Warning", DeprecationWarning: "Warning", FutureWarning: "Warning",
  RuntimeWarning: "Warning", EOFError: "Exception", BlockingIOError: "OSError", ExceptionGroup: "Exception", BufferError: "Exception", StopAsyncIteration: "Exception",
};

/** Is the class `name` the class `wanted` or below it? */
export function isExceptionClass(name: string, wanted: string): boolean {
  let current = name;
  for (let depth = 0; depth < 8 && current; depth += 1) {
    if (current === wanted || (wanted === "IOError" && current === "OSError")) return true;
    current = parents[current] ?? "";
  }
  return false;
}

export function makeException(className: string, args: readonly Value[]): NativeObject {
  const [only] = args;
  const text = args.length === 0 ? "" : args.length > 1 ? toRepr({ type: "tuple", items: args }) : only ? (className === "KeyError" ? toRepr(only) : toText(only)) : null;
  return {
    type: "native",
    className,
    data: { args },
    getAttribute: (name) => (name === "args" ? { type: "tuple", items: args } : name === "__cause__" || name === "__traceback__" ? none : undefined),
    ...(text === null ? {} : { toText: () => text }),
  };
}

export function exceptionClasses(): Map<string, NativeFunction> {
  return new Map(Object.keys(parents).map((name) => [name, { type: "native_function", name, className: name, call: (args) => makeException(name, args.positional) }]));
}
