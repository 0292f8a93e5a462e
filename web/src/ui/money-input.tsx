import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { currencyExponent, minorToDecimal } from '@picture/contract';
import type { Locale } from '../lib/locale.ts';
import { formatDecimal, parseMoney } from '../lib/money.ts';
import { useLocale } from '../lib/session.ts';

interface Props {
  label: string;
  description?: string;
  currency: string;
  value: string;
  onChange: (text: string) => void;
  disabled?: boolean;
  required?: boolean;
}

/** An amount as people type it in their own country; says so when it is none. */
export function MoneyInput({
  label,
  description,
  currency,
  value,
  onChange,
  disabled,
  required,
}: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const wrong = value.trim() !== '' && parseMoney(value, currency, locale) === null;
  const digits = currencyExponent(currency) ?? 2;
  return (
    <TextInput
      label={label}
      description={description}
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span aria-hidden="true">{currency}</span>}
      rightSectionWidth={52}
      required={required ?? false}
      withAsterisk={false}
      disabled={disabled ?? false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={wrong ? t`Not an amount with at most ${digits} decimals.` : undefined}
    />
  );
}

/** An amount as somebody would have typed it: (123456, 'EUR', 'es') → "1234,56". */
export function moneyDraft(amountMinor: number, currency: string, locale: Locale): string {
  return formatDecimal(minorToDecimal(amountMinor, currency), locale);
}
