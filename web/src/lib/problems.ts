import type { MessageDescriptor } from '@lingui/core';
import { msg, plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ApiError } from './api.ts';

/** Where a refusal is told without any values of its own. */
const SENTENCES: Record<string, MessageDescriptor> = {
  unreachable: msg`The server cannot be reached. Check the connection and try again.`,
  internal: msg`Something failed on our side. Nothing was changed.`,
  not_signed_in: msg`Your session ended. Sign in again.`,
  not_allowed: msg`Your role in this household does not allow that.`,
  not_found: msg`This is no longer there.`,
  stale_version: msg`Somebody changed this meanwhile. What you see now is the newest; make your change again.`,
  too_large: msg`The file is too large.`,
  attachment_unreadable: msg`That is no PNG, JPEG, WebP or PDF file, or it is cut short.`,
  picture_unreadable: msg`That is no picture this product can keep. Choose a PNG, JPEG or WebP.`,

  sign_in_refused: msg`That email and password do not belong together.`,
  email_unverified: msg`Follow the link we mailed you first.`,
  code_refused: msg`That code is not right, or was used before. Try another.`,
  challenge_over: msg`This took too long. Sign in again.`,
  link_refused: msg`This link was used before, or is too old.`,
  password_common: msg`This password is on lists of stolen ones, so a stranger might try it. Choose another.`,
  proof_refused: msg`That is not right. Try again.`,
  step_up_required: msg`Nothing was changed: this needs a proof that it is you.`,
  last_way_in: msg`This is your only way to sign in. Set a password or add a passkey first.`,
  passkey_refused: msg`That passkey is not known here. Use another one, or your password.`,
  passkey_unused: msg`No passkey was used. Try again, or go another way.`,
  passkey_known: msg`This device has a passkey for you already.`,
  passkey_address: msg`Passkeys do not work at this address. Open the site by its name, with https.`,

  last_owner: msg`A household needs an owner. Hand it over first.`,
  invitation_for_another: msg`This invitation is for another email. Sign in with that one.`,

  search_unclear: msg`A part of this search is not understood.`,
  too_many: msg`There are as many of these as can be kept. Delete one first.`,
  count_changed: msg`Other transactions match now. Look again before changing them.`,
  tag_name_taken: msg`There is a tag of that name already.`,
  split_sum_differs: msg`The lines do not add up to the whole amount.`,
  split_linked: msg`One line is linked to another transaction. Unlink it before changing its amount.`,
  split_amount: msg`This is one line of a split. Change the amounts of its lines together.`,
  transfer_amounts_differ: msg`The two amounts are not the same.`,
  transfer_same_account: msg`Both sides are in the same account.`,
  transfer_already_linked: msg`This belongs to a linked transfer. Unlink it first.`,
  transfer_same_direction: msg`One side must go out and the other come in.`,
  refund_same_direction: msg`A purchase goes out and its refund comes in.`,
  refund_already_linked: msg`This is linked as a refund already. Unlink it first.`,
  refund_too_large: msg`More would come back than was paid. Unlink the refund first.`,
  account_kind_not_loan: msg`That account is neither a loan nor a mortgage.`,
  loan_parts_differ: msg`Principal, interest and escrow do not add up to the payment.`,
  loan_payment_split: msg`This is split already, or linked to a refund. Undo that first.`,
  category_protected: msg`The product needs this category. It can be renamed, not archived or deleted.`,
  category_archived: msg`That category is archived. Restore it first.`,
  category_nesting: msg`Categories have two levels: a group and what is in it.`,
  step_overtaken: msg`This was changed again since. Take the later change back first.`,
  import_is_latest: msg`The last thing you did was an import. Take it back as a whole.`,
  nothing_to_undo: msg`There is nothing to take back.`,
  nothing_to_redo: msg`There is nothing to do again.`,
  import_busy: msg`Another import is being written. Wait for it to end.`,
  import_match_taken: msg`Another row of this file is that transaction already.`,
  import_match_unfit: msg`A row is only a transaction of the same account and amount.`,
  import_account_missing: msg`Choose an account for each statement first.`,
};

/** A refusal in the reader's language; where we have no words of our own, the server's sentence. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    if (!(error instanceof ApiError)) return t`Something failed in this page. Try again.`;
    const { code, title, params = {} } = error.problem;
    const { name = '', from = '', to = '' } = params;
    if (code === 'account_closed') return t`${name} is closed. Reopen it first.`;
    if (code === 'currency_mismatch') return t`The currencies differ: ${from} here, ${to} there.`;
    if (code === 'rate_limited') {
      const seconds = Number(params['seconds'] ?? 60);
      if (seconds < 60) return t`Too many tries. Wait ${seconds} s and try again.`;
      const minutes = Math.ceil(seconds / 60);
      return t`Too many tries. Wait ${plural(minutes, { one: 'a minute', other: '# minutes' })} and try again.`;
    }
    const sentence = SENTENCES[code];
    return sentence ? t(sentence) : title;
  };
}
