import { Icon } from "../../components/icon.tsx";
import { dismiss, useToasts } from "../../state/toasts.ts";

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`} role={toast.tone === "bad" ? "alert" : "status"}>
          <span className={`dot ${toast.tone === "info" ? "accent" : toast.tone}`} aria-hidden="true" />
          <div className="grow stack tight">
            <div className="strong">{toast.text}{toast.count > 1 && <span className="dim"> ×{toast.count}</span>}</div>
            {toast.detail && <div className="dim2 wrap">{toast.detail.slice(0, 1_000)}</div>}
            {toast.code && <code className="mono wrap">{toast.code.slice(0, 1_000)}</code>}
            {toast.actions && toast.actions.length > 0 && (
              <div className="line">{toast.actions.map((action) => <button key={action.label} type="button" className="btn" onClick={() => { dismiss(toast.id); action.run(); }}>{action.label}</button>)}</div>
            )}
          </div>
          <button type="button" className="btn quiet icon" aria-label="Dismiss" onClick={() => dismiss(toast.id)}><Icon name="close" size={14} /></button>
        </div>
      ))}
    </section>
  );
}
