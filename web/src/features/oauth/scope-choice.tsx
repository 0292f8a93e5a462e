import { Trans, useLingui } from '@lingui/react/macro';
import { SCOPES, type Scope } from '@picture/contract';
import styles from './oauth.module.css';

interface ScopeChoiceProps {
  /** The most the app asks for, and the most the person may give in this household. */
  asked: Scope;
  most: Scope;
  value: Scope;
  onChange: (scope: Scope) => void;
}

/** What it may do: as much as it asks for, or less. */
export function ScopeChoice({ asked, most, value, onChange }: ScopeChoiceProps) {
  const { t } = useLingui();
  const words: Record<Scope, { title: string; text: string }> = {
    read: {
      title: t`Read`,
      text: t`See every account, balance and transaction of the household. It changes nothing.`,
    },
    write: {
      title: t`Read and write`,
      text: t`Also add, change and delete transactions, accounts, categories and imports.`,
    },
    admin: {
      title: t`Everything`,
      text: t`Also change the household’s settings and what its members may do. Asks you to prove that it is you.`,
    },
  };
  const offered = SCOPES.slice(0, SCOPES.indexOf(asked) + 1);
  return (
    <fieldset className={styles.scopes}>
      <legend className={styles.label}>
        <Trans>What it may do</Trans>
      </legend>
      {offered.map((scope) => {
        const isBeyond = SCOPES.indexOf(scope) > SCOPES.indexOf(most);
        return (
          <label key={scope} className={styles.scope} data-beyond={isBeyond || undefined}>
            <input
              type="radio"
              name="scope"
              checked={value === scope}
              disabled={isBeyond}
              onChange={() => onChange(scope)}
            />
            <span>
              <span className={styles.word}>{words[scope].title}</span>
              <span className={styles.sentence}>
                {isBeyond ? t`Your role in this household does not allow that.` : words[scope].text}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
