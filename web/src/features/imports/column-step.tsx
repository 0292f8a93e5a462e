import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { CsvMapping, Import } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './imports.module.css';
import { keepImport } from './imports.queries.ts';

type Csv = NonNullable<Import['csv']>;
type Columns = NonNullable<CsvMapping['columns']>;
type Role = keyof Columns;

/** How the columns were read, and where that can be corrected. */
export function ColumnStep({ one, csv }: { one: Import; csv: Csv }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [mapping, setMapping] = useState<CsvMapping>(csv.mapping);
  const changed = JSON.stringify(mapping) !== JSON.stringify(csv.mapping);
  const apply = useMutation({
    mutationFn: () => api('PUT /imports/:id/mapping', { params: { id: one.id }, body: mapping }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const roles = useRoles();
  const width = Math.max(csv.headers.length, ...csv.sample.map((row) => row.length));
  const places = Array.from({ length: width }, (_, index) => ({ index, id: `column ${index}` }));
  const roleOf = (index: number): Role | '' =>
    (Object.keys(roles) as Role[]).find((role) => mapping.columns?.[role] === index) ?? '';
  const setRole = (index: number, role: Role | '') => {
    const columns: Columns = { ...mapping.columns };
    for (const key of Object.keys(columns) as Role[]) {
      if (columns[key] === index || key === role) columns[key] = null;
    }
    if (role !== '') columns[role] = index;
    setMapping({ ...mapping, columns });
  };
  return (
    <Card
      title={<Trans>Columns</Trans>}
      action={
        csv.remembered && (
          <span className={styles.dim}>
            <Trans>as you set them before</Trans>
          </span>
        )
      }
    >
      <div className={styles.scroll} role="region" aria-label={t`Columns of the file`}>
        <table className={styles.columns}>
          <thead>
            <tr>
              {places.map(({ index, id }) => (
                <th key={id} scope="col">
                  <span className={styles.dim}>{csv.headers[index] || t`Column ${index + 1}`}</span>
                  <NativeSelect
                    size="xs"
                    aria-label={t`What column ${index + 1} holds`}
                    value={roleOf(index)}
                    data={[
                      { value: '', label: '—' },
                      ...(Object.keys(roles) as Role[]).map((role) => ({
                        value: role,
                        label: roles[role],
                      })),
                    ]}
                    onChange={(event) => setRole(index, event.currentTarget.value as Role | '')}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {csv.sample.slice(0, 3).map((row) => (
              <tr key={row.join('\u0000')}>
                {places.map(({ index, id }) => (
                  <td key={id}>{row[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.options}>
        <NativeSelect
          size="xs"
          label={t`Dates are`}
          value={mapping.dateOrder ?? ''}
          data={[
            { value: '', label: t`as recognised` },
            { value: 'dmy', label: t`day, month, year` },
            { value: 'mdy', label: t`month, day, year` },
            { value: 'ymd', label: t`year, month, day` },
          ]}
          onChange={(event) =>
            setMapping({
              ...mapping,
              dateOrder: (event.currentTarget.value || undefined) as CsvMapping['dateOrder'],
            })
          }
        />
        <NativeSelect
          size="xs"
          label={t`Decimals after`}
          value={mapping.decimalMark ?? ''}
          data={[
            { value: '', label: t`as recognised` },
            { value: '.', label: t`a point: 1,234.50` },
            { value: ',', label: t`a comma: 1.234,50` },
          ]}
          onChange={(event) =>
            setMapping({
              ...mapping,
              decimalMark: (event.currentTarget.value || undefined) as CsvMapping['decimalMark'],
            })
          }
        />
        <Checkbox
          label={t`Money out is written without a minus`}
          checked={mapping.invertSign ?? false}
          onChange={(event) => setMapping({ ...mapping, invertSign: event.currentTarget.checked })}
        />
        <Button disabled={!changed} loading={apply.isPending} onClick={() => apply.mutate()}>
          <Trans>Read it so</Trans>
        </Button>
      </div>
    </Card>
  );
}

function useRoles(): Record<Role, string> {
  const { t } = useLingui();
  return {
    postedOn: t`Date`,
    amount: t`Amount`,
    debit: t`Money out`,
    credit: t`Money in`,
    sign: t`Debit or credit`,
    payee: t`Payee`,
    originalPayee: t`Bank’s own text`,
    note: t`Note`,
    tags: t`Tags`,
    pending: t`Pending`,
    memo: t`Memo`,
    category: t`Category`,
    account: t`Account`,
    currency: t`Currency`,
    externalId: t`Bank’s id`,
    checkNumber: t`Check number`,
    balance: t`Balance`,
  };
}
