/** Browser mode: a POST per request, one stream of server-sent events. The session cookie does the authentication. */
import type { Answer } from "../../shared/api.ts";
import type { EventMessage } from "../../shared/bridge.ts";
import type { Transport } from "./transport.ts";

export function createHttpTransport(): Transport {
  return {
    kind: "browser",
    request: (name, params) => post(name, params),
    shell: (name, params) => post(name, params),
    onEvent,
    onReconnect: (listener) => void reconnectListeners.add(listener),
    pathForFile: null,
  };
}

const reconnectListeners = new Set<() => void>();

async function post<T>(name: string, params: unknown): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(params),
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    return { error: { code: "unavailable", message: "Assetscope does not answer. Is `assetscope serve` still running in its terminal?" } };
  }
  if (response.status === 401) {
    return { error: { code: "forbidden", message: "This page's token is not valid any more. Open the link that `assetscope serve` printed." } };
  }
  try {
    const body: Answer<T> = await response.json();
    return body;
  } catch {
    return { error: { code: "internal", message: `Assetscope answered ${response.status} without a readable body.` } };
  }
}

function onEvent(listener: (message: EventMessage) => void): () => void {
  const source = new EventSource("/api/events");
  let hasFailed = false;
  source.addEventListener("message", (event: MessageEvent<string>) => {
    const message: EventMessage = JSON.parse(event.data);
    listener(message);
  });
  source.addEventListener("error", () => {
    hasFailed = true;
  });
  source.addEventListener("open", () => {
    if (!hasFailed) return;
    hasFailed = false;
    for (const tell of reconnectListeners) tell();
  });
  return () => source.close();
}
