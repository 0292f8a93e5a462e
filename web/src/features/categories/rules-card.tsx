import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { Rule } from '@picture/contract';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { CategorySelect } from '../../ui/category-select.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './categories.module.css';
import { rulesQuery } from './categories.queries.ts';

/** Words in a payee or memo that decide the category, before anything else is asked. */
export function RulesCard() {
  const mayEdit = useMayEdit();
  const rules = useQuery(rulesQuery);
  return (
    <Card title={<Trans>Rules</Trans>}>
      <p className={form.hint}>
        <Trans>
          When the payee or memo holds these words, the category is decided. Newer rules come first.
        </Trans>
      </p>
      {rules.data && rules.data.items.length > 0 && (
        <ul>
          {rules.data.items.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
      {mayEdit && <RuleForm />}
    </Card>
  );
}

function RuleRow({ rule }: { rule: Rule }) {
  const { t } = useLingui();
  const text = useProblemText();
  const categories = useQuery(categoryQueries.list());
  const accounts = useQuery(accountQueries.list());
  const mayEdit = useMayEdit();
  const account = accounts.data?.items.find((one) => one.id === rule.accountId);
  const remove = useMutation({
    mutationFn: () => api('DELETE /rules/:id', { params: { id: rule.id } }),
    onSuccess: refreshHousehold,
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <li className={styles.rule}>
      <strong>“{rule.contains}”</strong>
      {rule.direction && <span>{rule.direction === 'in' ? t`money in` : t`money out`}</span>}
      {account && <span>{account.name}</span>}
      <span aria-hidden="true">→</span>
      <CategoryChip category={categories.data?.items.find((one) => one.id === rule.categoryId)} />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="var(--ink-2)"
          aria-label={t`Delete the rule for ${rule.contains}`}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

function RuleForm() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const [contains, setContains] = useState('');
  const [categoryId, setCategory] = useState('');
  const [direction, setDirection] = useState('');
  const [apply, setApply] = useState(true);
  const [key, setKey] = useState(newIdempotencyKey);
  const create = useMutation({
    mutationFn: () =>
      api('POST /rules', {
        body: {
          contains,
          categoryId,
          direction: (direction || null) as 'in' | 'out' | null,
          applyToExisting: apply,
        },
        idempotencyKey: key,
      }),
    onSuccess: async ({ changedTransactions }) => {
      setContains('');
      setKey(newIdempotencyKey());
      await refreshHousehold();
      said(t`Saved. ${changedTransactions} transactions changed.`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.ruleForm}>
        <TextInput
          label={t`Words`}
          required
          withAsterisk={false}
          minLength={2}
          maxLength={120}
          value={contains}
          onChange={(event) => setContains(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Direction`}
          value={direction}
          data={[
            { value: '', label: t`In and out` },
            { value: 'in', label: t`Money in` },
            { value: 'out', label: t`Money out` },
          ]}
          onChange={(event) => setDirection(event.currentTarget.value)}
        />
        <CategorySelect
          label={t`Category`}
          emptyLabel={t`Choose one`}
          value={categoryId}
          onChange={setCategory}
        />
        <Checkbox
          label={t`Also for what is there`}
          checked={apply}
          onChange={(event) => setApply(event.currentTarget.checked)}
        />
        <Button
          type="submit"
          disabled={!categoryId || contains.trim().length < 2}
          loading={create.isPending}
        >
          <Trans>Add the rule</Trans>
        </Button>
      </div>
      {create.error && (
        <p className={form.problem} role="alert">
          {text(create.error)}
        </p>
      )}
    </form>
  );
}
