import { Dialog } from "../../components/dialog.tsx";
import { answerAskedLink, useAskedLink } from "../../state/links.ts";

/** Asks before a link whose host deserves a second look. */
export function LinkDialog() {
  const link = useAskedLink((state) => state.link);
  if (!link) return null;
  return (
    <Dialog label="Open this link?" className="small-dialog" onClose={() => answerAskedLink(false)}>
      <h2>Open this link?</h2>
      <p>{link.warning}</p>
      <p className="mono wrap"><b>{link.host}</b></p>
      <p className="mono wrap dim">{link.href.slice(0, 600)}</p>
      <div className="line end">
        <button type="button" className="btn" onClick={() => answerAskedLink(false)}>Cancel</button>
        <button type="button" className="btn primary" onClick={() => answerAskedLink(true)}>Open {link.host}</button>
      </div>
    </Dialog>
  );
}
