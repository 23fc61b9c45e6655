/** The one way from here to the user's browser. Nothing else in the program may call `shell.openExternal`. */
import { dialog, shell } from "electron";
import type { BrowserWindow } from "electron";
import type { ShellResults } from "../../shared/api.ts";

type LinkResult = ShellResults["shell.openLink"];

const maxLinkLength = 2_048;
/** Places that code references and Dagster's documentation point at; every other host is asked about. */
const knownHosts: ReadonlySet<string> = new Set(["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com", "docs.dagster.io"]);

let isAsking = false;

export async function openLink(address: string, window: BrowserWindow | null): Promise<LinkResult> {
  const checked = checkLink(address);
  if ("reason" in checked) return { isOpened: false, reason: checked.reason };
  if (!knownHosts.has(checked.url.host) && !(await isConfirmed(checked.url, window))) return { isOpened: false, reason: "not opened" };
  await shell.openExternal(checked.url.href);
  return { isOpened: true, reason: null };
}

/** Absolute http(s) without credentials; the URL as it will be opened (its host in ASCII, so look-alikes show). */
export function checkLink(address: string): { readonly url: URL } | { readonly reason: string } {
  if (address.length > maxLinkLength) return { reason: `longer than ${maxLinkLength} characters` };
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return { reason: "not an absolute address" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return { reason: `${url.protocol} links are not opened` };
  if (url.username !== "" || url.password !== "") return { reason: "addresses with a user name or password are not opened" };
  return { url };
}

/** One question at a time: a page that asks for a hundred links gets one dialog. */
async function isConfirmed(url: URL, window: BrowserWindow | null): Promise<boolean> {
  if (isAsking) return false;
  isAsking = true;
  const question = {
    type: "question" as const,
    message: `Open ${url.host} in your browser?`,
    detail: url.href,
    buttons: ["Open", "Cancel"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  try {
    const { response } = await (window === null ? dialog.showMessageBox(question) : dialog.showMessageBox(window, question));
    return response === 0;
  } finally {
    isAsking = false;
  }
}
