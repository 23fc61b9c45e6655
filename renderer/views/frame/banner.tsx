/** One line above everything when the picture on screen is not what it seems. */
import { formatTime } from "../../components/format.ts";
import { refresh, useProject } from "../../state/project.ts";
import { useNavigation } from "../../state/navigation.ts";

export function Banner() {
  const state = useProject((store) => store.state);
  const badAddress = useNavigation((store) => store.badAddress);
  if (state?.status === "gone") {
    return (
      <div className="banner bad" role="alert">
        <span>The folder <span className="mono wrap">{state.project?.folder}</span> is not there any more. What you see is as it was{state.indexedAt === null ? "" : ` at ${formatTime(state.indexedAt)}`}.</span>
        <button type="button" className="link" onClick={() => void refresh(false)}>Look again</button>
        <a className="link" href="#/welcome">Open another</a>
      </div>
    );
  }
  if (state?.status === "cancelled") {
    return <div className="banner warn" role="status">Reading was stopped: some assets may be missing. <button type="button" className="link" onClick={() => void refresh(false)}>Read on</button></div>;
  }
  if (badAddress !== null) return <div className="banner warn" role="status"><span>This address leads nowhere: <span className="mono wrap">{badAddress}</span></span></div>;
  return null;
}
