import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import type { Category, CategoryChoice, FileCategory, Import } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './imports.module.css';
import { keepImport } from './imports.queries.ts';
import making from './making.module.css';

const SHOWN_FIRST = 8;
const MAKE = 'make';
const IGNORE = 'ignore';

/** What becomes of categories that only the file has: made, taken as one of ours, or ignored. */
export function CategoryStep({ one }: { one: Import }) {
  const text = useProblemText();
  const own = useQuery(categoryQueries.list());
  const [wishes, setWishes] = useState<Record<string, string>>({});
  const [all, setAll] = useState(false);
  const apply = useMutation({
    mutationFn: (categories: CategoryChoice[]) =>
      api('PUT /imports/:id/categories', { params: { id: one.id }, body: { categories } }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const { categories } = one;
  if (categories.length === 0) return null;
  const wishOf = (named: FileCategory) => wishes[named.name] ?? chosenOf(named);
  const changed = categories.filter((named) => wishOf(named) !== chosenOf(named));
  const toAll = (wish: string) =>
    setWishes(Object.fromEntries(categories.map(({ name }) => [name, wish])));
  const count = categories.length;
  return (
    <Card
      title={
        <Plural
          value={count}
          one="A category only the file has"
          other="# categories only the file has"
        />
      }
      action={
        <div className={making.allOf}>
          <Button size="xs" variant="default" onClick={() => toAll(MAKE)}>
            <Trans>Make all</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={() => toAll(IGNORE)}>
            <Trans>Ignore all</Trans>
          </Button>
        </div>
      }
    >
      <ul className={making.named}>
        {(all ? categories : categories.slice(0, SHOWN_FIRST)).map((named) => (
          <li key={named.name}>
            <Named
              named={named}
              wish={wishOf(named)}
              own={own.data?.items ?? []}
              onWish={(wish) => setWishes({ ...wishes, [named.name]: wish })}
            />
          </li>
        ))}
      </ul>
      <div className={making.allOf}>
        {!all && count > SHOWN_FIRST && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            <Trans>Show all {count}</Trans>
          </Button>
        )}
        {changed.length > 0 && (
          <Button
            loading={apply.isPending}
            onClick={() => apply.mutate(changed.map((named) => choiceOf(named, wishOf(named))))}
          >
            <Trans>Use these categories</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}

function Named({
  named,
  wish,
  own,
  onWish,
}: {
  named: FileCategory;
  wish: string;
  own: readonly Category[];
  onWish: (wish: string) => void;
}) {
  const { t } = useLingui();
  const { name, rows, label, type } = named;
  const group = own.find((category) => category.id === named.parentId)?.name ?? named.parentName;
  const groups = own.filter((category) => category.parentId === null);
  const option = (category: Category) => ({ value: category.id, label: category.name });
  const types = { income: t`income`, expense: t`expense`, transfer: t`transfer` };
  return (
    <div className={making.statement}>
      <p>
        {name}{' '}
        <span className={styles.dim}>
          <Trans>{rows} transactions</Trans>
        </span>
      </p>
      <NativeSelect
        aria-label={t`What becomes of ${name}`}
        value={wish}
        description={wish === MAKE && group ? t`in ${group}` : undefined}
        data={[
          { value: MAKE, label: t`Make “${label}” (${types[type]})` },
          { value: IGNORE, label: t`Ignore: decide as for any file` },
          ...groups.map((one) => ({
            group: one.name,
            items: [
              option(one),
              ...own.filter((category) => category.parentId === one.id).map(option),
            ],
          })),
        ]}
        onChange={(event) => onWish(event.currentTarget.value)}
      />
    </div>
  );
}

/** The value of the select for what holds now. */
const chosenOf = ({ choice, categoryId }: FileCategory): string =>
  choice === 'map' ? (categoryId ?? IGNORE) : choice;

function choiceOf({ name }: FileCategory, wish: string): CategoryChoice {
  if (wish === MAKE || wish === IGNORE) return { name, choice: wish };
  return { name, choice: 'map', categoryId: wish };
}
