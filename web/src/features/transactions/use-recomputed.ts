import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';

/** Says of how many later loan payments the interest was computed anew; nothing of none. */
export function useRecomputed(): (recomputed: number) => string[] {
  const { t } = useLingui();
  return (recomputed) =>
    recomputed === 0
      ? []
      : [
          t`${plural(recomputed, {
            one: 'The interest of # later payment was computed anew.',
            other: 'The interest of # later payments was computed anew.',
          })}`,
        ];
}
