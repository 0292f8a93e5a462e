import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { CategoryChoice, Import } from '@picture/contract';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { type CategoryWishes, unusedChoices } from './category-wishes.ts';
import bar from './commit-bar.module.css';
import styles from './imports.module.css';
import { BUSY_POLL_MS, importQueries, isBusy, keepImport } from './imports.queries.ts';

/** How much of each there is, and the one button. */
export function CommitBar({ one, wishes }: { one: Import; wishes: CategoryWishes }) {
  const text = useProblemText();
  const running = useRunningCount(one);
  const { verb, isPossible } = useVerb(one);
  const commit = useMutation({
    mutationFn: async () => {
      const unused = unusedChoices(one.categories, wishes);
      if (unused.length > 0) await readWith(one.id, unused);
      return api('POST /imports/:id/commit', { params: { id: one.id } });
    },
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <div className={bar.commit}>
      <p className={bar.running} role="status">
        {running}
      </p>
      <Button
        disabled={!isPossible}
        loading={commit.isPending || isBusy(one)}
        onClick={() => commit.mutate()}
      >
        {verb}
      </Button>
    </div>
  );
}

/** Does what was decided since about rows that an earlier commit left. */
export function LaterBar({ one }: { one: Import }) {
  const { t } = useLingui();
  const text = useProblemText();
  const mayEdit = useMayEdit();
  const commit = useMutation({
    mutationFn: () => api('POST /imports/:id/commit', { params: { id: one.id } }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  if (!mayEdit) return null;
  const { total, add, confirm, duplicate, look, skip } = one.left;
  const decided = total - look;
  const parts = [
    look > 0 && t`${look} to look at`,
    add > 0 && t`${add} to add`,
    confirm > 0 && t`${confirm} to confirm`,
    duplicate > 0 && t`${duplicate} already there`,
    skip > 0 && t`${skip} left out`,
  ];
  return (
    <div className={bar.commit}>
      <p className={bar.running} role="status">
        {parts.filter(Boolean).join(' · ')}
      </p>
      <Button
        disabled={decided === 0}
        loading={commit.isPending || isBusy(one)}
        onClick={() => commit.mutate()}
      >
        <Plural
          value={decided}
          _0="Decide first"
          one="Apply # decision"
          other="Apply # decisions"
        />
      </Button>
    </div>
  );
}

/** Uses choices nobody had used yet: the file is read anew with them. */
async function readWith(id: string, categories: CategoryChoice[]): Promise<void> {
  let one = await api('PUT /imports/:id/categories', { params: { id }, body: { categories } });
  keepImport(one);
  while (one.status === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS));
    one = await queryClient.fetchQuery({ ...importQueries.one(id), staleTime: 0 });
  }
}

function useVerb(one: Import): { verb: string; isPossible: boolean } {
  const { t } = useLingui();
  const { add, confirm } = one.counts;
  const isNothing = add === 0 && confirm === 0;
  const hasWorth = one.statements.some((s) => s.investments?.worthOn != null);
  const isMissing = one.statements.some(
    (s) =>
      s.accountId === null &&
      s.newAccount === null &&
      (s.transactionCount > 0 || s.investments?.worthOn != null),
  );
  const verbOf = () => {
    if (isMissing) return t`Choose an account first`;
    if (isNothing && hasWorth) return t`Set the value`;
    if (add > 0 && confirm > 0) return t`Add ${add}, confirm ${confirm}`;
    return confirm > 0
      ? t`${plural(confirm, { one: 'Confirm # transaction', other: 'Confirm # transactions' })}`
      : t`${plural(add, { one: 'Add # transaction', other: 'Add # transactions' })}`;
  };
  return { verb: verbOf(), isPossible: !isMissing && (!isNothing || hasWorth) };
}

function useRunningCount({ counts }: Import): string {
  const { t } = useLingui();
  const { add, confirm, duplicate, look, skip, problems } = counts;
  const parts = [
    t`${add} to add`,
    confirm > 0 && t`${confirm} to confirm`,
    t`${duplicate} already there`,
    look > 0 && t`${look} to look at`,
    skip > 0 && t`${skip} left out`,
    problems > 0 && t`${problems} not readable`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Nothing of the file is kept. */
export function Forget({ one }: { one: Import }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const text = useProblemText();
  const discard = useMutation({
    mutationFn: () => api('DELETE /imports/:id', { params: { id: one.id } }),
    onSuccess: async () => {
      await navigate({ to: '/imports' });
      await queryClient.invalidateQueries({ queryKey: importQueries.list().queryKey });
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <Button
      className={styles.forget ?? ''}
      variant="default"
      aria-label={t`Forget this file`}
      loading={discard.isPending}
      onClick={() => discard.mutate()}
    >
      <IconTrash size={18} stroke={1.6} aria-hidden="true" />
      <span className={styles.forgetWords}>
        <Trans>Forget this file</Trans>
      </span>
    </Button>
  );
}
