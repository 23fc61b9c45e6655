/** The colours in force: read again when the theme or the system's contrast changes. */
import { useEffect, useState } from "react";
import { readGraphPalette, type GraphPalette } from "../../components/graph-palette.ts";
import { useSettings } from "../../state/settings.ts";

export function useGraphPalette(): GraphPalette | null {
  const isDark = useSettings((state) => state.isDark);
  const [palette, setPalette] = useState<GraphPalette | null>(null);
  useEffect(() => {
    const read = (): void => setPalette(readGraphPalette(document.body));
    read();
    // Letters drawn before their typeface is there would stay as they are.
    void document.fonts.ready.then(read);
    const contrast = window.matchMedia("(forced-colors: active)");
    contrast.addEventListener("change", read);
    return () => contrast.removeEventListener("change", read);
  }, [isDark]);
  return palette;
}
