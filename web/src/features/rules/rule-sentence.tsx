import { Trans, useLingui } from '@lingui/react/macro';
import type { Rule } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useSession } from '../../lib/session.ts';
import { tagQueries } from '../../lib/tags.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { TagChip } from '../../ui/tag-chip.tsx';
import styles from './rules.module.css';

/** A rule in words: when, and then what. */
export function RuleSentence({ rule }: { rule: Rule }) {
  return (
    <span className={styles.sentence}>
      <When rule={rule} />
      <span aria-hidden="true">→</span>
      <Then rule={rule} />
    </span>
  );
}

function When({ rule }: { rule: Rule }) {
  const { t } = useLingui();
  const currency = useSession().household.homeCurrency;
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === rule.accountId);
  const { minMinor, maxMinor, fromDay, toDay } = rule;
  const [first, last] = [fromDay ?? 1, toDay ?? 31];
  return (
    <>
      {rule.contains && <strong>“{rule.contains}”</strong>}
      {rule.direction && <span>{rule.direction === 'in' ? t`money in` : t`money out`}</span>}
      {account && <span>{account.name}</span>}
      {minMinor !== null && (
        <span>
          ≥ <Amount minor={minMinor} currency={currency} />
        </span>
      )}
      {maxMinor !== null && (
        <span>
          ≤ <Amount minor={maxMinor} currency={currency} />
        </span>
      )}
      {(fromDay !== null || toDay !== null) && (
        <span>
          <Trans>
            days {first}–{last}
          </Trans>
        </span>
      )}
    </>
  );
}

function Then({ rule }: { rule: Rule }) {
  const categories = useQuery(categoryQueries.list());
  const tags = useQuery(tagQueries.list());
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === rule.transferTo);
  const category = (id: string | null) => categories.data?.items.find((one) => one.id === id);
  return (
    <>
      <CategoryChip category={category(rule.categoryId)} />
      {category(rule.categoryId)?.archivedAt && (
        <span className={styles.aside}>
          <Trans>archived</Trans>
        </span>
      )}
      {rule.transferTo !== null ? (
        <span>
          <Trans>transfer with {account?.name ?? '…'}</Trans>
        </span>
      ) : (
        rule.isTransfer && (
          <span>
            <Trans>transfer</Trans>
          </span>
        )
      )}
      {rule.payee && (
        <span>
          <Trans>call it “{rule.payee}”</Trans>
        </span>
      )}
      {rule.addTagIds.map((id) => {
        const tag = tags.data?.items.find((one) => one.id === id);
        return tag && <TagChip key={id} tag={tag} />;
      })}
      {rule.note && (
        <span>
          <Trans>note “{rule.note}”</Trans>
        </span>
      )}
      {rule.isHidden && (
        <span>
          <Trans>leave out</Trans>
        </span>
      )}
      {rule.isReviewed && (
        <span>
          <Trans>mark reviewed</Trans>
        </span>
      )}
      {rule.split.map((share) => (
        <span key={`${share.categoryId} ${share.percent}`} className={styles.share}>
          {share.percent}% <CategoryChip category={category(share.categoryId)} />
        </span>
      ))}
    </>
  );
}
