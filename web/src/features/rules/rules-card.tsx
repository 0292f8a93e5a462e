import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Switch, TextInput } from '@mantine/core';
import type { Rule } from '@picture/contract';
import {
  IconArrowDown,
  IconArrowUp,
  IconPencil,
  IconPlus,
  IconSearch,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { foldName } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { RuleSheet } from './rule-form.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import styles from './rules.module.css';
import { ruleQueries } from './rules.queries.ts';

/** From so many on they are searched. */
const MANY = 8;

/** What is decided before anything else is asked, in the order it is tried. */
export function RulesCard() {
  const mayEdit = useMayEdit();
  const rules = useQuery(ruleQueries.list());
  const { t } = useLingui();
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const [search, setSearch] = useState('');
  const items = rules.data?.items ?? [];
  const isEmpty = rules.data !== undefined && items.length === 0;
  const add = mayEdit && (
    <Button
      variant={isEmpty ? 'filled' : 'default'}
      className={isEmpty ? '' : (styles.add ?? '')}
      leftSection={<IconPlus size={16} />}
      onClick={() => setEditing('new')}
    >
      <Trans>Add a rule</Trans>
    </Button>
  );
  return (
    <Card title={<Trans>Rules</Trans>}>
      <p className={form.hint}>
        <Trans>
          Rules are tried from the top. Of each thing the first rule that says something of it
          decides; what you choose yourself is left alone. A rule with an archived category goes on.
        </Trans>
      </p>
      {rules.isPending && <Skeleton height={96} />}
      {rules.error && <ErrorState error={rules.error} retry={() => void rules.refetch()} />}
      {isEmpty && (
        <EmptyState
          sentence={
            <Trans>No rules yet. A rule says: when it looks like this, then do that.</Trans>
          }
        >
          {add}
        </EmptyState>
      )}
      {items.length > MANY && (
        <TextInput
          type="search"
          className={styles.search ?? ''}
          aria-label={t`Search rules`}
          placeholder={t`Search rules`}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {items.length > 0 && <RuleList rules={items} search={search} onEdit={setEditing} />}
      {!isEmpty && add}
      {editing && (
        <RuleSheet rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  );
}

interface ListProps {
  rules: Rule[];
  search: string;
  onEdit: (rule: Rule) => void;
}

function RuleList({ rules, search, onEdit }: ListProps) {
  const words = foldName(search.trim());
  const text = useProblemText();
  const order = useMutation({
    mutationFn: (ids: string[]) => api('PUT /rules/order', { body: { ids } }),
    onSuccess: refreshHousehold,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const move = (at: number, by: number) => {
    const ids = rules.map((rule) => rule.id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    order.mutate(ids);
  };
  return (
    <ol className={styles.list}>
      {rules.map((rule, at) =>
        foldName(`${rule.contains} ${rule.payee ?? ''} ${rule.note ?? ''}`).includes(words) ? (
          <RuleRow
            key={rule.id}
            rule={rule}
            onEdit={() => onEdit(rule)}
            {...(at > 0 && { onUp: () => move(at, -1) })}
            {...(at < rules.length - 1 && { onDown: () => move(at, 1) })}
          />
        ) : null,
      )}
    </ol>
  );
}

interface RowProps {
  rule: Rule;
  onEdit: () => void;
  onUp?: () => void;
  onDown?: () => void;
}

function RuleRow({ rule, onEdit, onUp, onDown }: RowProps) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const mayEdit = useMayEdit();
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const remove = useMutation({
    mutationFn: () => api('DELETE /rules/:id', { params: { id: rule.id } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Deleted.`);
    },
    onError,
  });
  const turn = useMutation({
    mutationFn: (isActive: boolean) => {
      const { id, position: _position, isActive: _was, ...wish } = rule;
      return api('PUT /rules/:id', { params: { id }, body: { ...wish, isActive } });
    },
    onSuccess: refreshHousehold,
    onError,
  });
  const name = rule.contains || rule.payee || t`rule`;
  const tool = (label: string, icon: React.ReactNode, run: (() => void) | undefined) => (
    <ActionIcon
      variant="subtle"
      color="var(--ink-2)"
      size={36}
      aria-label={label}
      disabled={!run}
      onClick={run}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <li className={styles.rule} data-off={!rule.isActive || undefined}>
      <RuleSentence rule={rule} />
      {mayEdit && (
        <span className={styles.tools}>
          <Switch
            aria-label={t`The rule for ${name} is on`}
            checked={rule.isActive}
            onChange={(event) => turn.mutate(event.currentTarget.checked)}
          />
          {tool(t`Move the rule for ${name} up`, <IconArrowUp size={16} />, onUp)}
          {tool(t`Move the rule for ${name} down`, <IconArrowDown size={16} />, onDown)}
          {tool(t`Change the rule for ${name}`, <IconPencil size={16} />, onEdit)}
          {tool(t`Delete the rule for ${name}`, <IconTrash size={16} />, () => remove.mutate())}
        </span>
      )}
    </li>
  );
}
