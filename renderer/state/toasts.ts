/** Short messages at the edge of the window: only for what a person just did. One toast a cause, with a count. */
import { create } from "zustand";

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly tone: "info" | "good" | "warn" | "bad";
  readonly text: string;
  readonly detail?: string;
  /** Shown in the typeface of code: a command, a path. */
  readonly code?: string;
  readonly actions?: readonly ToastAction[];
  readonly count: number;
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

const shownMs = 5_000;
const maxToasts = 4;
let lastId = 0;

/** What needs an act (warn, bad, or with actions) stays until it is dismissed. */
export function tell(toast: Omit<Toast, "id" | "count">): void {
  const { toasts } = useToasts.getState();
  const same = toasts.find((one) => one.text === toast.text && one.detail === toast.detail);
  const id = same?.id ?? ++lastId;
  const next: Toast = { ...toast, id, count: (same?.count ?? 0) + 1 };
  useToasts.setState({ toasts: [...toasts.filter((one) => one.id !== id), next].slice(-maxToasts) });
  if ((toast.tone === "info" || toast.tone === "good") && !toast.actions?.length) setTimeout(() => dismiss(id), shownMs);
}

export function failed(text: string, error: unknown): void {
  tell({ tone: "bad", text, detail: error instanceof Error ? error.message : String(error) });
}

export function dismiss(id: number): void {
  useToasts.setState({ toasts: useToasts.getState().toasts.filter((one) => one.id !== id) });
}

/** Dismisses the newest; says whether there was one. */
export function dismissNewest(): boolean {
  const newest = useToasts.getState().toasts.at(-1);
  if (newest) dismiss(newest.id);
  return newest !== undefined;
}
