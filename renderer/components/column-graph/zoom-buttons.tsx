/** What a wheel and a drag do, as buttons. */
import { Icon } from "../icon.tsx";

export function ZoomButtons({ onZoom, onFit }: { readonly onZoom: (factor: number) => void; readonly onFit: () => void }) {
  return (
    <div className="graph-zoom column-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => onZoom(1.35)}>+</button>
      <button type="button" aria-label="Zoom out" title="Zoom out (-)" onClick={() => onZoom(1 / 1.35)}>−</button>
      <button type="button" aria-label="Show all" title="Show all (0)" onClick={onFit}><Icon name="fit" size={13} /></button>
    </div>
  );
}
