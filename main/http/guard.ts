/**
 * Who may speak to the loopback server at all. Listening on 127.0.0.1 alone keeps nobody out: any page that the user visits can send
 * requests there, and a name that its owner points at 127.0.0.1 makes them look like our own (DNS rebinding).
 */
import type { IncomingHttpHeaders } from "node:http";

export interface GuardedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Why a request is refused (403), or null. Looks at where it comes from, before who sent it. */
export function refusal(request: GuardedRequest, port: number): string | null {
  const { host, origin } = request.headers;
  if (host === undefined || !hostNames.some((name) => host === `${name}:${port}`)) return "host";
  // A link on another page may lead here; it gets the page only with the cookie, which SameSite=Strict holds back.
  if (request.method === "GET" && !request.path.startsWith("/api/")) return null;
  if (origin !== undefined && origin !== `http://${host}`) return "origin";
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return "site";
  return null;
}

const hostNames = ["127.0.0.1", "localhost", "[::1]"];

/** Value of the only cookie of that name; two of them are as good as none. */
export function readCookie(header: string | undefined, name: string): string | null {
  const values = (header ?? "").split(";").map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0]! : null;
}
