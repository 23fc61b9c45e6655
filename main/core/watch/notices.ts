/** Why files cannot be watched as they should -> one problem with the exact thing to do about it. */
import type { Problem } from "../../../shared/model.ts";
import type { HintFailure } from "./hints.ts";

const fixes: { readonly [reason in HintFailure | "silent"]: { readonly message: string; readonly hint: string } } = {
  watches: {
    message: "The system allows no more file watches: changes are looked for every 2 seconds instead",
    hint: "On Linux: echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60-inotify.conf && sudo sysctl --system, then open the folder again.",
  },
  instances: {
    message: "The system allows no more file watchers: changes are looked for every 2 seconds instead",
    hint: "On Linux: echo fs.inotify.max_user_instances=1024 | sudo tee /etc/sysctl.d/60-inotify.conf && sudo sysctl --system, then open the folder again.",
  },
  unsupported: { message: "This drive cannot be watched: changes are looked for every 2 seconds instead", hint: "Nothing to do: changes show a little later." },
  silent: { message: "This drive tells nothing of changes (network and shared drives do not): they are looked for every 2 seconds instead", hint: "Nothing to do: changes show a little later." },
};

export function noticeOfFailure(reason: HintFailure | "silent"): Problem {
  return { severity: "info", code: reason === "silent" || reason === "unsupported" ? "watch.polling" : "watch.limit", stage: "watch", ...fixes[reason] };
}

export function noticeOfFullTree(maxFiles: number): Problem {
  return {
    severity: "warning",
    code: "watch.too-many-files",
    stage: "watch",
    message: `The folder holds more than ${maxFiles.toLocaleString("en")} files: changes of those beyond are not seen`,
    hint: "Open a folder further down, or move data files out of the project.",
  };
}
