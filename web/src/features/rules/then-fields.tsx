import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import { TagPicker } from '../../ui/tag-picker.tsx';
import { ANY_ACCOUNT, type RuleDraft } from './rule-draft.ts';
import styles from './rules.module.css';

interface Props {
  draft: RuleDraft;
  onChange: (part: Partial<RuleDraft>) => void;
}

/** What becomes of such a transaction. */
export function ThenFields({ draft, onChange }: Props) {
  const { t } = useLingui();
  return (
    <fieldset className={styles.part}>
      <legend>
        <Trans>Then</Trans>
      </legend>
      <TransferField draft={draft} onChange={onChange} />
      {!draft.transfer && (
        <CategorySelect
          label={t`Category`}
          emptyLabel={t`As it is`}
          value={draft.categoryId}
          onChange={(categoryId) => onChange({ categoryId })}
        />
      )}
      <TextInput
        label={t`Call it`}
        maxLength={200}
        value={draft.payee}
        onChange={(event) => onChange({ payee: event.currentTarget.value })}
      />
      <TagPicker label={t`Add tags`} value={draft.tags} onChange={(tags) => onChange({ tags })} />
      <TextInput
        label={t`Note`}
        maxLength={1000}
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <Checkbox
        label={t`Leave out of income and spending`}
        checked={draft.isHidden}
        onChange={(event) => onChange({ isHidden: event.currentTarget.checked })}
      />
      <Checkbox
        label={t`Mark reviewed`}
        checked={draft.isReviewed}
        onChange={(event) => onChange({ isReviewed: event.currentTarget.checked })}
      />
      {!draft.transfer && <Shares draft={draft} onChange={onChange} />}
    </fieldset>
  );
}

/** Which own account has the other side, if it is one of two. */
function TransferField({ draft, onChange }: Props) {
  const { t } = useLingui();
  const accounts = useQuery(accountQueries.list());
  return (
    <NativeSelect
      label={t`Transfer`}
      description={
        draft.transfer
          ? t`Linked with the one row of that account that fits, else it waits for it. No row is made up.`
          : undefined
      }
      value={draft.transfer}
      onChange={(event) => onChange({ transfer: event.currentTarget.value })}
      data={[
        { value: '', label: t`It is none` },
        { value: ANY_ACCOUNT, label: t`With any of your accounts` },
        ...(accounts.data?.items ?? []).map((one) => ({
          value: one.id,
          label: t`With ${one.name}`,
        })),
      ]}
    />
  );
}

function Shares({ draft, onChange }: Props) {
  const { t } = useLingui();
  const { shares } = draft;
  const change = (key: number, part: Partial<RuleDraft['shares'][number]>) =>
    onChange({ shares: shares.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = () => {
    const key = Math.max(-1, ...shares.map((one) => one.key)) + 1;
    const fresh = (at: number) => ({ key: key + at, percent: '50', categoryId: '' });
    onChange({ shares: shares.length === 0 ? [fresh(0), fresh(1)] : [...shares, fresh(0)] });
  };
  return (
    <>
      {shares.map((share, at) => (
        <div key={share.key} className={styles.shareRow}>
          <TextInput
            label={t`Percent of part ${at + 1}`}
            inputMode="decimal"
            value={share.percent}
            onChange={(event) => change(share.key, { percent: event.currentTarget.value })}
          />
          <CategorySelect
            label={t`Category`}
            emptyLabel={t`Choose one`}
            value={share.categoryId}
            onChange={(categoryId) => change(share.key, { categoryId })}
          />
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t`Remove part ${at + 1}`}
            onClick={() =>
              onChange({
                shares: shares.length <= 2 ? [] : shares.filter((one) => one.key !== share.key),
              })
            }
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="compact-sm" onClick={add}>
        {shares.length === 0 ? <Trans>Split it by shares</Trans> : <Trans>Add a part</Trans>}
      </Button>
    </>
  );
}
