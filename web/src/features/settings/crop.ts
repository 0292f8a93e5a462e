/** How a picture is framed: 1 shows its shorter side whole; across and down go from 0 to 1. */
export interface Framing {
  zoom: number;
  across: number;
  down: number;
}

export const CENTRED: Framing = { zoom: 1, across: 0.5, down: 0.5 };

/** The square of the picture that the framing shows, in its pixels. */
export function squareOf(
  { width, height }: { width: number; height: number },
  { zoom, across, down }: Framing,
): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * across, top: (height - side) * down, side };
}
