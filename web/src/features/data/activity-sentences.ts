import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { AuditEntryView, Deed } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { countIn, fieldsOf, nameIn } from './entry-facts.ts';

/** What each action is to a person. What is not here is told by its name in the API. */
const SENTENCES: Record<string, MessageDescriptor> = {
  'account.open': msg({ message: '{who} added the account {name}' }),
  'account.edit': msg({ message: '{who} changed the account {name}' }),
  'account.close': msg({ message: '{who} closed the account {name}' }),
  'account.reopen': msg({ message: '{who} reopened the account {name}' }),
  'account.reorder': msg({ message: '{who} put the accounts in another order' }),
  'account.delete': msg({ message: '{who} deleted the account {name}' }),
  'account.value': msg({ message: '{who} told what {name} is worth' }),
  'category.create': msg({ message: '{who} added the category {name}' }),
  'category.edit': msg({ message: '{who} changed the category {name}' }),
  'category.delete': msg({ message: '{who} deleted the category {name}' }),
  'category.archive': msg({ message: '{who} archived the category {name}' }),
  'category.restore': msg({ message: '{who} restored the category {name}' }),
  'category.order': msg({ message: '{who} put categories into another order' }),
  'category.merge': msg({ message: '{who} merged categories into {name}' }),
  'rule.create': msg({ message: '{who} added a rule for “{name}”' }),
  'rule.edit': msg({ message: '{who} changed a rule' }),
  'rule.order': msg({ message: '{who} put the rules into another order' }),
  'rule.follow': msg({ message: 'Rules changed what {who} imported' }),
  'rule.delete': msg({ message: '{who} deleted a rule' }),
  'transaction.record': msg({ message: '{who} added the transaction {name}' }),
  'transaction.edit': msg({ message: '{who} changed the transaction {name}' }),
  'transaction.delete': msg({ message: '{who} deleted the transaction {name}' }),
  'transaction.categorize': msg({
    message:
      '{count, plural, one {{who} chose the category of # transaction} other {{who} chose the category of # transactions}}',
  }),
  'transaction.bulk_edit': msg({
    message:
      '{count, plural, one {{who} changed # transaction} other {{who} changed # transactions}}',
  }),
  'transaction.bulk_delete': msg({
    message:
      '{count, plural, one {{who} deleted # transaction} other {{who} deleted # transactions}}',
  }),
  'transaction.split': msg({ message: '{who} split the transaction {name}' }),
  'transaction.join': msg({ message: '{who} made one transaction of the split {name}' }),
  'attachment.add': msg({ message: '{who} attached {name}' }),
  'attachment.delete': msg({ message: '{who} removed the attachment {name}' }),
  'merchant.rename': msg({ message: '{who} renamed merchants to {name}' }),
  'tag.create': msg({ message: '{who} created the tag {name}' }),
  'tag.edit': msg({ message: '{who} changed the tag {name}' }),
  'tag.merge': msg({ message: '{who} merged the tag {name} into another' }),
  'tag.delete': msg({ message: '{who} deleted the tag {name}' }),
  'transfer.link': msg({ message: '{who} linked two transactions as a transfer' }),
  'transfer.confirm': msg({ message: '{who} confirmed transfers' }),
  'transfer.find': msg({ message: 'Transfers were found in an import of {who}' }),
  'transfer.refuse': msg({ message: '{who} said that two transactions are no transfer' }),
  'transfer.unlink': msg({ message: '{who} took a transfer apart' }),
  'refund.link': msg({ message: '{who} linked a refund to its purchase' }),
  'refund.confirm': msg({ message: '{who} confirmed refunds' }),
  'refund.find': msg({ message: 'Refunds were found in an import of {who}' }),
  'refund.refuse': msg({ message: '{who} said that something is no refund' }),
  'refund.unlink': msg({ message: '{who} unlinked a refund' }),
  'loan_payment.split': msg({ message: '{who} split a loan payment' }),
  'loan_payment.confirm': msg({ message: '{who} confirmed loan payments' }),
  'loan_payment.find': msg({ message: 'Loan payments were split in an import of {who}' }),
  'loan_payment.refuse': msg({ message: '{who} said that something is no loan payment' }),
  'loan_payment.join': msg({ message: '{who} put a loan payment together again' }),
  'import.commit': msg({
    message:
      '{done, select, both {{count, plural, one {{who} imported # transaction from {name}} other {{who} imported # transactions from {name}}}{confirmed, plural, one { and confirmed # that was there} other { and confirmed # that were there}}} added {{count, plural, one {{who} imported # transaction from {name}} other {{who} imported # transactions from {name}}}} confirmed {{confirmed, plural, one {{who} confirmed # transaction by importing {name}} other {{who} confirmed # transactions by importing {name}}}} other {{who} imported {name}, which brought nothing new}}',
  }),
  'import.decide': msg({
    message:
      '{done, select, both {{who} decided on what {name} had left: {count} added, {confirmed} confirmed} added {{count, plural, one {{who} added # transaction that {name} had left} other {{who} added # transactions that {name} had left}}} confirmed {{confirmed, plural, one {{who} confirmed # transaction that {name} had left} other {{who} confirmed # transactions that {name} had left}}} other {{who} left out what {name} had left}}',
  }),
  'import.undo': msg({
    message:
      '{count, plural, =0 {{who} took an import back} one {{who} took an import of # transaction back} other {{who} took an import of # transactions back}}',
  }),
  'member.delete_ask': msg({ message: '{who} asked for their account to be deleted' }),
  'member.delete_keep': msg({ message: '{who} kept their account after all' }),
  'household.delete_ask': msg({ message: '{who} asked for the household to be deleted' }),
  'household.delete_keep': msg({ message: '{who} kept the household after all' }),
  'ledger.undo': msg({ message: '{who} took back: {what}' }),
  'ledger.redo': msg({ message: '{who} did again: {what}' }),
  'exchange_rate.record': msg({ message: '{who} set the exchange rate of {name}' }),
  'exchange_rate.delete': msg({ message: '{who} deleted an exchange rate of {name}' }),
  'settings.update': msg({ message: '{who} changed settings' }),
  'household.fill_sample': msg({ message: '{who} filled the household with sample data' }),
  'household.hand_over': msg({ message: '{who} handed the household over to {name}' }),
  'member.invite': msg({ message: '{who} invited {name}' }),
  'member.uninvite': msg({ message: '{who} took an invitation back' }),
  'member.join': msg({ message: '{who} joined the household' }),
  'member.change_role': msg({
    message:
      '{role, select, owner {{who} made {name} an owner} editor {{who} made {name} an editor} other {{who} made {name} a viewer}}',
  }),
  'member.remove': msg({ message: '{who} removed {name} from the household' }),
  'member.leave': msg({ message: '{who} left the household' }),
  'export.start': msg({ message: '{who} asked for an export of all they can see' }),
  'auth.sign_in': msg({
    message:
      '{way, select, password {Signed in with the password} passkey {Signed in with a passkey} totp {Signed in with a code} recovery {Signed in with a recovery code} verified_email {Signed in by the link of a mail} other {Signed in with {way}}}',
  }),
  'auth.sign_in_refused': msg({ message: 'Somebody tried a wrong password' }),
  'auth.proof_refused': msg({ message: 'A proof of who is here was refused' }),
  'auth.password_changed': msg({ message: 'Changed the password' }),
  'auth.password_reset': msg({ message: 'Set a new password by the link of a mail' }),
  'auth.email_change_asked': msg({ message: 'Asked to change the email' }),
  'auth.email_changed': msg({ message: 'Changed the email' }),
  'auth.second_factor_on': msg({ message: 'Turned the second factor on' }),
  'auth.second_factor_off': msg({ message: 'Turned the second factor off' }),
  'auth.recovery_codes_renewed': msg({ message: 'Made new recovery codes' }),
  'auth.passkey_added': msg({ message: 'Added the passkey {name}' }),
  'auth.passkey_removed': msg({ message: 'Removed a passkey' }),
  'auth.provider_linked': msg({ message: 'Linked the sign-in by {name}' }),
  'auth.provider_unlinked': msg({ message: 'Unlinked the sign-in by {name}' }),
  'auth.token_created': msg({ message: 'Made the token {name}' }),
  'auth.token_revoked': msg({ message: 'Revoked a token' }),
  'auth.app_allowed': msg({ message: 'Let the app {name} in' }),
  'auth.app_revoked': msg({ message: 'Shut the app {name} out' }),
  'auth.session_ended': msg({ message: 'Signed a device out' }),
  'auth.sessions_ended': msg({ message: 'Signed all other devices out' }),
};

/** An entry as one sentence in the reader's language. */
export function useSentence(): (entry: AuditEntryView) => string {
  const { t, i18n } = useLingui();
  const nameById = useNames();
  const nameOf = ({ who }: Deed) =>
    who === null ? t`The server` : who === '' ? t`Somebody who has left` : who;
  const tell = (deed: Deed, what: string) => {
    const who = nameOf(deed);
    const sentence = SENTENCES[deed.action];
    if (!sentence) {
      const action = deed.action.replace(/[._]/g, ' ');
      return t`${who}: ${action}`;
    }
    const { way, role, confirmed } = fieldsOf(deed.after);
    const count = countIn(deed);
    const name = nameIn(deed) ?? nameById(deed.entityId) ?? '…';
    return i18n._({
      ...sentence,
      values: {
        who,
        name,
        what,
        count,
        confirmed: Number(confirmed ?? 0),
        done: doneBy(count, Number(confirmed ?? 0)),
        way: wordOf(way),
        role: wordOf(role),
      },
    });
  };
  return (entry) => {
    if (!entry.turned) return tell(entry, t`a change`);
    const told = tell(entry.turned, '');
    const who = `${nameOf(entry.turned)} `;
    // Who takes their own change back is named once.
    const isOwn = entry.who === entry.turned.who && told.startsWith(who);
    return tell(entry, isOwn ? told.slice(who.length) : told);
  };
}

/** What an import did: that it confirmed rows is not told as if it had added none. */
function doneBy(added: number, confirmed: number): string {
  if (added > 0) return confirmed > 0 ? 'both' : 'added';
  return confirmed > 0 ? 'confirmed' : 'nothing';
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The present name of an account or category, by its id. */
export function useNames(): (id: unknown) => string | undefined {
  const accounts = useQuery(accountQueries.list()).data?.items ?? [];
  const categories = useQuery(categoryQueries.list()).data?.items ?? [];
  const names = new Map([...accounts, ...categories].map((one) => [one.id, one.name]));
  return (id) => (typeof id === 'string' ? names.get(id) : undefined);
}
