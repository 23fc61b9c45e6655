/** A short explanation on hover and on focus. It can be hovered itself and goes away with Esc (WCAG 1.4.13). */
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";

interface TipProps {
  readonly text: ReactNode;
  readonly children: (target: {
    readonly ref: (element: HTMLElement | null) => void;
    readonly "aria-describedby": string | undefined;
    readonly onMouseEnter: () => void;
    readonly onMouseLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  }) => ReactNode;
}

const openMs = 250;
const closeMs = 120;

export function Tip({ text, children }: TipProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const target = useRef<HTMLElement | null>(null);
  const tip = useRef<HTMLDivElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const setTarget = useCallback((element: HTMLElement | null) => void (target.current = element), []);

  const later = (open: boolean, ms: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsOpen(open), ms);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setIsOpen(false);
    };
    const hide = (): void => setIsOpen(false);
    document.addEventListener("keydown", close, true);
    document.addEventListener("scroll", hide, true);
    return () => {
      document.removeEventListener("keydown", close, true);
      document.removeEventListener("scroll", hide, true);
    };
  }, [isOpen]);
  useLayoutEffect(() => {
    if (!isOpen || !tip.current || !target.current) return;
    const at = target.current.getBoundingClientRect();
    const size = tip.current.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left), Math.max(8, window.innerWidth - size.width - 8));
    const below = at.bottom + 6;
    tip.current.style.left = `${left}px`;
    tip.current.style.top = `${below + size.height > window.innerHeight - 8 ? Math.max(8, at.top - size.height - 6) : below}px`;
  }, [isOpen]);

  return (
    <>
      {children({
        ref: setTarget,
        "aria-describedby": isOpen ? id : undefined,
        onMouseEnter: () => later(true, openMs),
        onMouseLeave: () => later(false, closeMs),
        onFocus: () => later(true, 0),
        onBlur: () => later(false, 0),
      })}
      {isOpen &&
        createPortal(
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hovering keeps it open
          <div ref={tip} id={id} role="tooltip" className="tip" onMouseEnter={() => clearTimeout(timer.current)} onMouseLeave={() => later(false, closeMs)}>
            {text}
          </div>,
          document.body,
        )}
    </>
  );
}
