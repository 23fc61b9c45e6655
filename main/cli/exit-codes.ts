/** What the program's exit code says; printed by `--help` and kept stable. */
export const exitCodes = {
  ok: 0,
  /** A fault of ours. */
  fault: 1,
  /** The command line is not one of ours. */
  usage: 2,
  /** With --strict: the project has errors. */
  projectErrors: 3,
  /** No such folder, asset or source. */
  notFound: 4,
  /** The editor could not be started. */
  editor: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes: 0 done · 1 a fault of assetscope · 2 wrong usage · 3 the project has errors (only with --strict)
            4 no such folder, asset or source · 5 the editor could not be started`;
