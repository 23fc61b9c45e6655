/** The menu of a node, a group or the empty paper: where the mouse or the keyboard called it. Esc gives the focus back. */
import { useEffect, useLayoutEffect, useRef } from "react";
import type { Point } from "../../components/graph-camera.ts";

export interface MenuItem {
  readonly title: string;
  readonly keys?: string;
  readonly isPossible?: boolean;
  readonly run: () => void;
}

interface GraphMenuProps {
  readonly label: string;
  readonly at: Point;
  /** null stands for a line between. */
  readonly items: readonly (MenuItem | null)[];
  readonly onClose: (givesBack: boolean) => void;
}

export function GraphMenu({ label, at, items, onClose }: GraphMenuProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    const around = element?.parentElement;
    if (!element || !around) return;
    element.style.left = `${Math.max(4, Math.min(at[0], around.clientWidth - element.offsetWidth - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(at[1], around.clientHeight - element.offsetHeight - 4))}px`;
    element.querySelector<HTMLElement>("button:not([disabled])")?.focus();
  }, [at]);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) onClose(false);
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [onClose]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const buttons = [...(panel.current?.querySelectorAll<HTMLElement>("button:not([disabled])") ?? [])];
    const here = buttons.findIndex((one) => one === document.activeElement);
    const steps: { readonly [key: string]: number | undefined } = { ArrowDown: here + 1, ArrowUp: here - 1 + buttons.length, Home: 0, End: buttons.length - 1 };
    const next = steps[event.key];
    if (event.key === "Escape" || event.key === "Tab") onClose(true);
    else if (next !== undefined) buttons[next % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={panel} role="menu" tabIndex={-1} aria-label={label} className="menu-panel graph-menu" onKeyDown={onKeyDown}>
      {items.map((item, i) => item === null ? <hr key={i} /> : (
        <button key={item.title} type="button" role="menuitem" disabled={item.isPossible === false} onClick={() => { onClose(true); item.run(); }}>
          <span className="grow">{item.title}</span>{item.keys && <kbd className="kbd">{item.keys}</kbd>}
        </button>
      ))}
    </div>
  );
}
