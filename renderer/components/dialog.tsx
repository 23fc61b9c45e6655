/** A native modal dialog: the browser keeps the focus inside, closes it with Esc and gives the focus back. */
import { useEffect, useRef, type ReactNode } from "react";

export function Dialog({ label, className = "", onClose, children }: { readonly label: string; readonly className?: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the click is on the backdrop; Esc does the same
    <dialog ref={dialog} className={`dialog ${className}`} aria-label={label} onClose={onClose} onCancel={onClose}
      onKeyDown={(event) => { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); onClose(); } }}
      onMouseDown={(event) => { if (event.target === dialog.current) onClose(); }}>
      {children}
    </dialog>
  );
}
