import { Trans, useLingui } from '@lingui/react/macro';
import styles from './categories.module.css';

const COLOURS = Array.from({ length: 12 }, (_, index) => index);

interface Props {
  value: number;
  onChange: (colour: number) => void;
}

export function ColourPicker({ value, onChange }: Props) {
  const { t } = useLingui();
  return (
    <fieldset className={styles.swatches}>
      <legend>
        <Trans>Colour</Trans>
      </legend>
      {COLOURS.map((index) => (
        <label
          key={index}
          className={styles.swatch}
          style={{ '--tone': `var(--c${index})` } as React.CSSProperties}
        >
          <input
            type="radio"
            name="colour"
            aria-label={t`Colour ${index + 1}`}
            checked={value === index}
            onChange={() => onChange(index)}
          />
          <span aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}
