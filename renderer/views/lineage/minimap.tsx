/** The whole in small, with the part in sight framed. A drag in it moves there; the keyboard has arrows and zoom. */
import { fitBox, toWorld, type Box, type Point } from "../../components/graph-camera.ts";

interface MinimapProps {
  readonly bounds: Box;
  readonly onElement: (element: HTMLCanvasElement | null) => void;
  readonly onLook: (at: Point) => void;
}

export function Minimap({ bounds, onElement, onLook }: MinimapProps) {
  const lookAt = (event: React.PointerEvent<HTMLCanvasElement>): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    onLook(toWorld(fitBox(bounds, { width, height }, 6, 1), [event.clientX - left, event.clientY - top]));
  };
  return (
    <canvas ref={onElement} className="minimap" aria-hidden="true"
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); lookAt(event); }}
      onPointerMove={(event) => { if (event.buttons === 1) lookAt(event); }} />
  );
}
