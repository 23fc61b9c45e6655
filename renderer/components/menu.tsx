/** A button with a small panel below it. Esc and a click elsewhere close it; the focus comes back to the button. */
import { useEffect, useRef, useState, type ReactNode } from "react";

interface MenuProps {
  readonly label: string;
  readonly button: ReactNode;
  readonly buttonClass?: string;
  readonly align?: "left" | "right";
  readonly children: (close: () => void) => ReactNode;
}

export function Menu({ label, button, buttonClass = "btn", align = "left", children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setIsOpen(false);
    trigger.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>(".menu-panel button, .menu-panel input, .menu-panel a")?.focus();
    const outside = (event: MouseEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener("mousedown", outside);
    return () => document.removeEventListener("mousedown", outside);
  }, [isOpen]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the panel inside
    <div ref={root} className="menu" onKeyDown={(event) => { if (isOpen) onKey(event, root.current, close); }} onBlur={(event) => { if (event.relatedTarget && !root.current?.contains(event.relatedTarget)) setIsOpen(false); }}>
      <button ref={trigger} type="button" className={buttonClass} aria-label={label} aria-expanded={isOpen} aria-haspopup="true" onClick={() => setIsOpen(!isOpen)}>{button}</button>
      {isOpen && <div className={`menu-panel ${align}`} role="group" aria-label={label}>{children(close)}</div>}
    </div>
  );
}

function onKey(event: React.KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    return close();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const items = [...(root?.querySelectorAll<HTMLElement>(".menu-panel button, .menu-panel input, .menu-panel a") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]?.focus();
}
