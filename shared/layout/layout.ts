/**
 * Nodes, open boxes and edges -> positions. Boxes are laid out from the inside out: a box is one member of the container around it,
 * so that opening one moves its neighbours apart but does not shuffle them.
 */
import { layOutContainer, type ContainerLayout } from "./container.ts";
import { addPorts, collectCrossings, type Ports } from "./ports.ts";
import type { Layout, LayoutInput, PlacedEdge, PlacedItem } from "./graph.ts";

interface Size { width: number; height: number }

/** The top of the picture. */
const root = "";

export function layOut(input: LayoutInput): Layout {
  const isRight = input.direction === "right";
  const sizes = new Map<string, Size>(input.nodes.map((node) => [node.id, { width: node.width, height: node.height }]));
  const boxes = new Map(input.boxes.map((box) => [box.id, box]));
  const parentOf = new Map<string, string>([...input.nodes, ...input.boxes].map((item) => [item.id, item.parent !== null && boxes.has(item.parent) ? item.parent : root]));
  const membersOf = new Map<string, string[]>([[root, []], ...input.boxes.map((box): [string, string[]] => [box.id, []])]);
  for (const [id, parent] of parentOf) membersOf.get(parent)!.push(id);

  const pathTo = (id: string): string[] => {
    const path: string[] = [];
    for (let at: string | undefined = id; at !== undefined && at !== root && path.length < 100; at = parentOf.get(at)) path.push(at);
    return path.reverse();
  };
  const paths = new Map<string, string[]>([...parentOf.keys()].map((id) => [id, pathTo(id)]));

  // Each edge belongs to the innermost container that holds both ends, between the members that lead to them.
  const edgesOf = new Map<string, Map<string, [string, string]>>();
  const lifted = input.edges.map((edge) => {
    const from = paths.get(edge.from);
    const to = paths.get(edge.to);
    if (!from || !to) return null;
    let depth = 0;
    while (depth < from.length && depth < to.length && from[depth] === to[depth]) depth++;
    const container = depth === 0 ? root : from[depth - 1]!;
    const [a, b] = [from[depth], to[depth]];
    if (a === undefined || b === undefined) return null;
    let table = edgesOf.get(container);
    if (!table) edgesOf.set(container, (table = new Map()));
    table.set(`${a}\n${b}`, [a, b]);
    return { edge, container, a, b, from: from.slice(depth), to: to.slice(depth) };
  });
  const crossings = collectCrossings(lifted.flatMap((one) => one ?? []));

  const layouts = new Map<string, { members: string[]; index: Map<string, number>; layout: ContainerLayout; ports: Ports; size: number }>();
  const layOutInside = (id: string): Size => {
    const members = membersOf.get(id)!;
    for (const member of members) if (boxes.has(member)) sizes.set(member, layOutInside(member));
    const index = new Map(members.map((member, i) => [member, i]));
    const hints = firstOrder(members, input, isRight);
    const inside = addPorts(
      members.map((member) => {
        const { width, height } = sizes.get(member)!;
        return { along: isRight ? width : height, across: isRight ? height : width, hint: hints.get(member)! };
      }),
      [...(edgesOf.get(id)?.values() ?? [])].map(([a, b]) => [index.get(a)!, index.get(b)!] as const),
      [...(crossings.entering.get(id) ?? [])].map((member) => index.get(member)!),
      [...(crossings.leaving.get(id) ?? [])].map((member) => index.get(member)!),
    );
    const isSettled = members.length > 0 && members.every((member) => input.previous?.has(member));
    const layout = layOutContainer(inside.members, inside.edges, input.gapBetweenLayers, input.gapInLayer, isSettled);
    layouts.set(id, { members, index, layout, ports: inside.ports, size: inside.members.length });
    const box = boxes.get(id);
    const inner = isRight ? { width: layout.sizeAlong, height: layout.sizeAcross } : { width: layout.sizeAcross, height: layout.sizeAlong };
    return box ? { width: inner.width + 2 * box.padding, height: inner.height + 2 * box.padding + box.headerHeight } : inner;
  };
  const { width, height } = layOutInside(root);

  const items: PlacedItem[] = [];
  const placed = new Map<string, PlacedItem>();
  const origin = new Map<string, [number, number]>([[root, [0, 0]]]);
  const placeInside = (id: string): void => {
    const { members, layout } = layouts.get(id)!;
    const [x, y] = origin.get(id)!;
    members.forEach((member, i) => {
      const [dx, dy] = isRight ? [layout.along[i]!, layout.across[i]!] : [layout.across[i]!, layout.along[i]!];
      const box = boxes.get(member);
      const item: PlacedItem = { id: member, x: x + dx, y: y + dy, ...sizes.get(member)!, parent: id === root ? null : id, isBox: box !== undefined };
      items.push(item);
      placed.set(member, item);
      if (box) {
        origin.set(member, [item.x + box.padding, item.y + box.padding + box.headerHeight]);
        placeInside(member);
      }
    });
  };
  placeInside(root);

  /** Points of a container, in pixels of the picture. */
  const toPicture = (container: string, points: readonly (readonly [number, number])[]): [number, number][] => {
    const [ox, oy] = origin.get(container)!;
    return points.map(([along, across]) => (isRight ? [ox + along, oy + across] : [ox + across, oy + along]));
  };
  /** The way between the border of a box and its member, in the direction of the edge. */
  const throughBox = (box: string, member: string, side: keyof Ports): [number, number][] => {
    const { index, layout, ports, size } = layouts.get(box)!;
    const inner = index.get(member)!;
    const port = ports[side].get(inner);
    if (port === undefined) return [];
    const at = [layout.along[port]!, layout.across[port]!] as const;
    const way = layout.waypoints.get(side === "entering" ? port * size + inner : inner * size + port) ?? [];
    return toPicture(box, side === "entering" ? [at, ...way] : [...way, at]);
  };
  const edges: PlacedEdge[] = [];
  for (const one of lifted) {
    if (!one) continue;
    const { index, layout, size } = layouts.get(one.container)!;
    const key = index.get(one.a)! * size + index.get(one.b)!;
    const from = placed.get(one.edge.from)!;
    const to = placed.get(one.edge.to)!;
    const isBack = layout.backEdges.has(key);
    // A way back leaves at the wrong side of its boxes: it is drawn straight there.
    const out = isBack ? [] : one.from.slice(0, -1).map((box, i) => throughBox(box, one.from[i + 1]!, "leaving")).reverse().flat();
    const into = isBack ? [] : one.to.slice(0, -1).flatMap((box, i) => throughBox(box, one.to[i + 1]!, "entering"));
    const via = toPicture(one.container, layout.waypoints.get(key) ?? []);
    edges.push({ from: one.edge.from, to: one.edge.to, points: [endOf(from, isRight), ...out, ...via, ...into, startOf(to, isRight)], isBack });
  }
  return { items, edges, width, height };
}

function endOf(item: PlacedItem, isRight: boolean): [number, number] {
  return isRight ? [item.x + item.width, item.y + item.height / 2] : [item.x + item.width / 2, item.y + item.height];
}

function startOf(item: PlacedItem, isRight: boolean): [number, number] {
  return isRight ? [item.x, item.y + item.height / 2] : [item.x + item.width / 2, item.y];
}

/** Members of an earlier picture in their order there; new ones after them by name. */
function firstOrder(members: readonly string[], input: LayoutInput, isRight: boolean): Map<string, number> {
  const across = (id: string): number => {
    const before = input.previous?.get(id);
    return before ? (isRight ? before.y : before.x) : Number.MAX_SAFE_INTEGER;
  };
  return new Map([...members].sort((a, b) => across(a) - across(b) || (a < b ? -1 : a > b ? 1 : 0)).map((id, i) => [id, i]));
}
