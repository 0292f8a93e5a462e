import { type PointerEvent, useRef, useState } from 'react';

interface Gestures {
  onHold: () => void;
  onSwipeRight: () => void;
  onSwipeLeft: () => void;
}

const HOLD_MS = 450;
/** From here on a swipe is meant. */
export const SWIPE_PX = 72;
const STILL_PX = 10;

/** Swipes and long presses of a finger; a mouse and scrolling are left alone. */
export function useRowGestures({ onHold, onSwipeRight, onSwipeLeft }: Gestures) {
  const start = useRef<{ x: number; y: number; hold: number } | null>(null);
  const used = useRef(false);
  const [shift, setShift] = useState(0);
  const forget = () => {
    if (start.current) clearTimeout(start.current.hold);
    start.current = null;
    setShift(0);
  };
  return {
    shift,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') return;
        used.current = false;
        const hold = window.setTimeout(() => {
          used.current = true;
          start.current = null;
          setShift(0);
          onHold();
        }, HOLD_MS);
        start.current = { x: event.clientX, y: event.clientY, hold };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = start.current;
        if (!from) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (Math.abs(dx) < STILL_PX && Math.abs(dy) < STILL_PX) return;
        clearTimeout(from.hold);
        if (Math.abs(dy) > Math.abs(dx)) forget();
        else {
          used.current = true;
          setShift(Math.max(-120, Math.min(120, dx)));
        }
      },
      onPointerUp: () => {
        const far = shift;
        forget();
        if (far >= SWIPE_PX) onSwipeRight();
        else if (far <= -SWIPE_PX) onSwipeLeft();
      },
      onPointerCancel: forget,
      /** The press that ends a gesture opens nothing. */
      onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
        if (!used.current) return;
        used.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
