/**
 * The page that both shells serve (desktop under app://, browser mode over HTTP): an explicit map of addresses to built files, and the
 * headers that go with every answer. Nothing outside the map can be asked for, so no path is ever built from a request.
 */
import { readdirSync } from "node:fs";
import path from "node:path";

export interface PageFile {
  /** Absolute path. */
  readonly file: string;
  readonly type: string;
  /** Its name holds a hash of its content: it never changes. */
  readonly isHashed: boolean;
}

/** No inline script or style, no eval, nothing from elsewhere, no frames, no forms; scripts cannot write HTML. */
export const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'", "require-trusted-types-for 'script'",
].join("; ");

export const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Not `no-referrer`: with it some browsers send `Origin: null` from our own page.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), clipboard-read=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
};

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Files below `folder` by the path of their address (`/assets/index-1a2b.js`); `/` is index.html. Kinds not listed above stay out. */
export function listPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  const walk = (address: string): void => {
    for (const entry of readdirSync(path.join(folder, address), { withFileTypes: true })) {
      const below = `${address}/${entry.name}`;
      const type = types[path.extname(entry.name)];
      if (entry.isDirectory()) walk(below);
      else if (entry.isFile() && type !== undefined) files.set(below, { file: path.join(folder, below), type, isHashed: below.startsWith("/assets/") });
    }
  };
  walk("");
  const index = files.get("/index.html");
  if (index !== undefined) files.set("/", index);
  return files;
}
