import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { MAX_MERCHANTS_AT_ONCE, type Merchant } from '@picture/contract';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { HOUSEHOLD, refreshHousehold } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { MerchantAvatar } from '../../ui/merchant-avatar.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './names.module.css';

const FEW = 8;
const MORE = 50;

const merchantsLike = (search: string, limit: number) =>
  queryOptions({
    queryKey: [HOUSEHOLD, 'merchants', search, limit],
    queryFn: ({ signal }) =>
      api('GET /merchants', { query: { limit, ...(search && { search }) }, signal }),
    placeholderData: keepPreviousData,
  });

/** Who the money goes to. Several names of one are made one, for the past and for what comes. */
export function MerchantsCard() {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(FEW);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isNaming, setIsNaming] = useState(false);
  const [search] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery(merchantsLike(search, limit));
  const { items = [], total = 0 } = found.data ?? {};
  const toggle = (name: string) =>
    setChosen((old) => (old.includes(name) ? old.filter((one) => one !== name) : [...old, name]));
  return (
    <Card title={<Trans>Merchants</Trans>}>
      <p className={form.hint}>
        <Trans>
          Give a merchant another name, or choose several that are one. Past and future transactions
          follow; what the bank wrote is kept.
        </Trans>
      </p>
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label={t`Search merchants`}
          placeholder={t`Search merchants`}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {chosen.length > 0 && (
          <Button
            onClick={() => setIsNaming(true)}
            disabled={chosen.length > MAX_MERCHANTS_AT_ONCE}
          >
            {chosen.length === 1 ? <Trans>Rename</Trans> : <Trans>Merge {chosen.length}</Trans>}
          </Button>
        )}
      </div>
      {found.isPending && <Skeleton height={160} />}
      {found.error && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.data && total === 0 && (
        <p className={form.hint}>
          {search ? <Trans>No merchant is called so.</Trans> : <Trans>No merchants yet.</Trans>}
        </p>
      )}
      <ul className={styles.list}>
        {items.map((merchant) => (
          <MerchantRow
            key={merchant.name}
            merchant={merchant}
            {...(mayEdit && {
              isChosen: chosen.includes(merchant.name),
              onToggle: () => toggle(merchant.name),
            })}
          />
        ))}
      </ul>
      {total > items.length && (
        <Button
          variant="default"
          className={styles.more ?? ''}
          onClick={() => setLimit((old) => (old === FEW ? MORE : 500))}
        >
          <Trans>Show more of {total}</Trans>
        </Button>
      )}
      <Sheet
        opened={isNaming}
        onClose={() => setIsNaming(false)}
        title={
          chosen.length === 1 ? <Trans>Rename a merchant</Trans> : <Trans>Merge merchants</Trans>
        }
      >
        <NameForm
          names={chosen}
          onDone={() => {
            setIsNaming(false);
            setChosen([]);
          }}
        />
      </Sheet>
    </Card>
  );
}

interface RowProps {
  merchant: Merchant;
  isChosen?: boolean;
  onToggle?: () => void;
}

function MerchantRow({ merchant: { name, transactions }, isChosen = false, onToggle }: RowProps) {
  const { t } = useLingui();
  return (
    <li className={styles.row}>
      {onToggle && (
        <Checkbox aria-label={t`Choose ${name}`} checked={isChosen} onChange={onToggle} />
      )}
      <MerchantAvatar name={name} />
      <Link
        className={styles.name}
        to="/transactions"
        search={{ q: `payee:"${name.replaceAll('"', ' ')}"` }}
      >
        {name}
      </Link>
      <span className={styles.count}>
        <Plural value={transactions} one="# transaction" other="# transactions" />
      </span>
    </li>
  );
}

function NameForm({ names, onDone }: { names: readonly string[]; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const [to, setTo] = useState(names[0] ?? '');
  const rename = useMutation({
    mutationFn: () => api('POST /merchants/rename', { body: { names: [...names], to } }),
    onSuccess: async ({ changed }) => {
      await refreshHousehold();
      said(t`Saved. ${changed} transactions changed.`);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {names.length > 1 && <p className={form.hint}>{names.join(' · ')}</p>}
      <TextInput
        data-autofocus
        label={t`Name`}
        required
        withAsterisk={false}
        maxLength={200}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {rename.error && (
        <p className={form.problem} role="alert">
          {text(rename.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button
          type="submit"
          loading={rename.isPending}
          disabled={to.trim() === '' || (names.length === 1 && to.trim() === names[0])}
        >
          {names.length === 1 ? <Trans>Rename</Trans> : <Trans>Merge</Trans>}
        </Button>
      </div>
    </form>
  );
}
