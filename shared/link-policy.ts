/**
 * Which addresses of the opened project become links. Everything it holds is hostile: http, https and mailto only, no credentials,
 * no scheme-relative or UNC paths; all else is shown as text. Pure.
 */

export interface AllowedLink {
  readonly href: string;
  /** For people: the host as the browser will ask for it, in ASCII. "" for mail and places of this program. */
  readonly host: string;
  /** Why the person is asked before it opens. */
  readonly warning: string | null;
  readonly isInside: boolean;
}

const maxUrlLength = 8_000;

export function checkLink(text: string): AllowedLink | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > maxUrlLength || hasControl(trimmed)) return null;
  if (/^#\/(asset|catalog|history|problems|read)(\/|\?|$)/.test(trimmed)) return { href: trimmed, host: "", warning: null, isInside: true };
  if (!/^(https?:\/\/[^/\\]|mailto:[^/\\])/i.test(trimmed)) return null;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") return { href: url.href, host: "", warning: null, isInside: false };
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return { href: url.href, host: url.host, warning: warningOf(url), isInside: false };
}

function hasControl(text: string): boolean {
  return /[\u0000-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/.test(text);
}

function warningOf(url: URL): string | null {
  if (url.hostname.split(".").some((part) => part.startsWith("xn--"))) return "Its name has letters that may look like others; this is how it is written for the network.";
  if (/^(localhost|127\.|0\.0\.0\.0|\[?::1|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(url.hostname)) return "It leads to this machine or the network around it.";
  return null;
}
