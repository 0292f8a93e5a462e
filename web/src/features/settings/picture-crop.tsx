import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { uploadPicture } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { sessionQuery } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { CENTRED, type Framing, squareOf } from './crop.ts';
import styles from './picture.module.css';

/** A picture is kept at this many pixels a side, drawn anew: nothing a camera wrote goes along. */
const SIDE = 256;
const MOST_ZOOM = 4;

/** Frames a square of a picture, by three sliders that fingers, mice and arrow keys all move. */
export function PictureCrop({ bitmap, onDone }: { bitmap: ImageBitmap; onDone: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [framing, setFraming] = useState(CENTRED);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { left, top, side } = squareOf(bitmap, framing);
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, SIDE, SIDE);
    context.drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE);
  }, [bitmap, framing]);
  const save = useMutation({
    mutationFn: async () => {
      const picture = await new Promise<Blob | null>((resolve) =>
        canvas.current?.toBlob(resolve, 'image/webp', 0.9),
      );
      if (!picture) throw new Error('The picture could not be drawn.');
      return uploadPicture(picture);
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries(sessionQuery);
      onDone();
    },
  });
  const sliders: { key: keyof Framing; label: string; min: number; max: number }[] = [
    { key: 'zoom', label: t`Closer`, min: 1, max: MOST_ZOOM },
    { key: 'across', label: t`Left to right`, min: 0, max: 1 },
    { key: 'down', label: t`Top to bottom`, min: 0, max: 1 },
  ];
  return (
    <div className={form.form}>
      <canvas
        ref={canvas}
        className={styles.frame}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={t`The picture as it will be`}
      />
      {sliders.map(({ key, label, min, max }) => (
        <label key={key} className={styles.slider}>
          <span>{label}</span>
          <input
            type="range"
            min={min}
            max={max}
            step={0.01}
            value={framing[key]}
            onChange={(event) =>
              setFraming({ ...framing, [key]: event.currentTarget.valueAsNumber })
            }
          />
        </label>
      ))}
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          <Trans>Use this picture</Trans>
        </Button>
      </div>
    </div>
  );
}
