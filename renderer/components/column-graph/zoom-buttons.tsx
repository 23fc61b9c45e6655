/** What a wheel and a drag do, as buttons. */

export function ZoomButtons({ onZoom, onFit }: { readonly onZoom: (factor: number) => void; readonly onFit: () => void }) {
  return (
    <div className="zoom-buttons segments" role="group" aria-label="Zoom">
      <button type="button" aria-label="Smaller" title="Smaller (-)" onClick={() => onZoom(0.8)}>−</button>
      <button type="button" title="All of it in sight (0)" onClick={onFit}>Fit</button>
      <button type="button" aria-label="Larger" title="Larger (+)" onClick={() => onZoom(1.25)}>+</button>
    </div>
  );
}
