/** Tells screen readers what changes by itself: reading, and how many rows a filter leaves. */
import { useEffect, useState } from "react";
import { create } from "zustand";
import { formatCount } from "../../components/format.ts";
import { useProject } from "../../state/project.ts";

const useAnnouncement = create<{ readonly text: string }>()(() => ({ text: "" }));

export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

export function Announcer() {
  const text = useAnnouncement((state) => state.text);
  const status = useProject((state) => state.state?.status ?? "none");
  const assets = useProject((state) => state.state?.counts.assets ?? 0);
  const [told, setTold] = useState("");
  useEffect(() => {
    if (status === "ready") setTold(`Ready, ${formatCount(assets, "asset")}.`);
    else if (status === "indexing" || status === "opening") setTold("Reading the project.");
    else if (status === "gone") setTold("The folder is gone.");
  }, [status, assets]);
  useEffect(() => setTold(text), [text]);
  return <div className="sr-only" role="status" aria-live="polite">{told}</div>;
}
