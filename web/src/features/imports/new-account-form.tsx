import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ACCOUNT_KINDS, type AccountKind, CURRENCIES, type Import } from '@picture/contract';
import { type FormEvent, useState } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';

type Statement = Import['statements'][number];
export type NewAccount = NonNullable<Statement['newAccount']>;

/** The account an import opens: its balance follows from the file. */
export function NewAccountForm({
  statement,
  busy,
  onDone,
}: {
  statement: Statement;
  busy: boolean;
  onDone: (account: NewAccount) => void;
}) {
  const { t, i18n } = useLingui();
  const { household } = useSession();
  const [draft, setDraft] = useState<NewAccount>(
    () => statement.newAccount ?? newAccountOf(statement, household.homeCurrency),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone({ ...draft, name: draft.name.trim() });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t`Name`}
        value={draft.name}
        maxLength={120}
        required
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <div className={form.pair}>
        <NativeSelect
          label={t`Kind`}
          value={draft.kind}
          data={ACCOUNT_KINDS.map((kind) => ({ value: kind, label: i18n._(KIND_NAMES[kind]) }))}
          onChange={(event) =>
            setDraft({ ...draft, kind: event.currentTarget.value as AccountKind })
          }
        />
        <NativeSelect
          label={t`Currency`}
          value={draft.currency}
          disabled={statement.currency !== null}
          data={[...CURRENCIES]}
          onChange={(event) => setDraft({ ...draft, currency: event.currentTarget.value })}
        />
      </div>
      <p className={form.hint}>
        <Trans>
          It is opened when you add the transactions. Its opening balance follows from the balance
          the file names, or is zero.
        </Trans>
      </p>
      <div className={form.buttons}>
        <Button type="submit" loading={busy} disabled={draft.name.trim() === ''}>
          <Trans>Add account</Trans>
        </Button>
      </div>
    </form>
  );
}

/** The account a file suggests, in the household's own currency where it names none. */
export const newAccountOf = ({ suggested, institution }: Statement, home: string): NewAccount => ({
  name: suggested.name,
  kind: suggested.kind,
  currency: suggested.currency ?? home,
  ...(institution && institution.length <= 120 && { institution }),
});
