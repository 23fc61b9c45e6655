/**
 * Edges that cross the border of an open box -> a way through its members. Where such an edge would pass members in front of the one it
 * ends at, the box gets a port at that side: a point that is laid out like a member, in the first layer for what enters and in the last
 * for what leaves. All edges of one member share its port.
 */
import type { Member } from "./container.ts";

/** Number of a member -> number of its port. */
export interface Ports {
  readonly entering: ReadonlyMap<number, number>;
  readonly leaving: ReadonlyMap<number, number>;
}

/** Box -> its members that edges reach from outside, or leave from. */
export interface Crossings {
  readonly entering: ReadonlyMap<string, ReadonlySet<string>>;
  readonly leaving: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `from` and `to`: the ids from the innermost common container down to each end. */
export function collectCrossings(edges: readonly { readonly from: readonly string[]; readonly to: readonly string[] }[]): Crossings {
  const entering = new Map<string, Set<string>>();
  const leaving = new Map<string, Set<string>>();
  const add = (into: Map<string, Set<string>>, path: readonly string[]): void => {
    for (let i = 0; i + 1 < path.length; i++) {
      const members = into.get(path[i]!);
      if (members) members.add(path[i + 1]!);
      else into.set(path[i]!, new Set([path[i + 1]!]));
    }
  };
  for (const { from, to } of edges) {
    add(leaving, from);
    add(entering, to);
  }
  return { entering, leaving };
}

/** A member that nothing inside stands before (or behind) is reached straight and needs no port. */
export function addPorts(
  members: readonly Member[], edges: readonly (readonly [number, number])[], entering: readonly number[], leaving: readonly number[],
): { readonly members: readonly Member[]; readonly edges: readonly (readonly [number, number])[]; readonly ports: Ports } {
  const hasBefore = new Set(edges.flatMap(([from, to]) => (from === to ? [] : [to])));
  const hasBehind = new Set(edges.flatMap(([from, to]) => (from === to ? [] : [from])));
  const all = [...members];
  const allEdges = [...edges];
  const ports = { entering: new Map<number, number>(), leaving: new Map<number, number>() };
  const add = (member: number, side: keyof Ports): void => {
    const port = all.length;
    ports[side].set(member, port);
    all.push({ along: 0, across: 2, hint: members[member]!.hint + 0.5, pin: side === "entering" ? "first" : "last" });
    allEdges.push(side === "entering" ? [port, member] : [member, port]);
  };
  for (const member of entering) if (hasBefore.has(member)) add(member, "entering");
  for (const member of leaving) if (hasBehind.has(member)) add(member, "leaving");
  return { members: all, edges: allEdges, ports };
}
