/** Server-sent events: what the core tells unasked, to every open page. */
import type { ServerResponse } from "node:http";
import type { EventMessage } from "../../shared/bridge.ts";

export interface EventStreams {
  /** Keeps the response open until either side goes; false when there are too many. */
  readonly add: (response: ServerResponse) => boolean;
  readonly send: (message: EventMessage) => void;
  readonly count: () => number;
  readonly close: () => void;
}

const heartbeatMs = 15_000;
const maxStreams = 32;
/** A page that does not read is let go; it comes back and asks again. */
const maxUnreadBytes = 4_000_000;

export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  const writeAll = (text: string): void => {
    for (const stream of streams) {
      if (stream.writableLength > maxUnreadBytes) stream.destroy();
      else stream.write(text);
    }
  };
  // Tells a proxy or a sleeping laptop apart from a quiet project.
  const heartbeat = setInterval(() => writeAll(": here\n\n"), heartbeatMs);
  heartbeat.unref();
  return {
    add(response) {
      if (streams.size >= maxStreams) return false;
      streams.add(response);
      response.on("close", () => streams.delete(response));
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write("retry: 1000\n\n");
      return true;
    },
    send: (message) => writeAll(`data: ${JSON.stringify(message)}\n\n`),
    count: () => streams.size,
    close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
