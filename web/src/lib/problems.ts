import { useLingui } from '@lingui/react/macro';
import { ApiError } from './api.ts';

/** A refusal in the reader's language; where we have no words of our own, the server's sentence. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    if (!(error instanceof ApiError)) return t`Something failed in this page. Try again.`;
    const { code, title, params = {} } = error.problem;
    switch (code) {
      case 'unreachable':
        return t`The server cannot be reached. Check the connection and try again.`;
      case 'not_signed_in':
        return t`Your session ended. Sign in again.`;
      case 'not_allowed':
        return t`Your role in this household does not allow that.`;
      case 'not_found':
        return t`This is no longer there.`;
      case 'stale_version':
        return t`Somebody changed this meanwhile. What you see now is the newest; make your change again.`;
      case 'rate_limited':
        return t`Too many tries. Wait a minute and try again.`;
      case 'sign_in_refused':
        return t`That email and password do not belong together.`;
      case 'user_already_exists':
      case 'user_already_exists_use_another_email':
        return t`There is an account with this email already. Sign in instead.`;
      case 'password_too_short':
        return t`The password needs at least 12 characters.`;
      case 'password_too_long':
        return t`The password can have at most 128 characters.`;
      case 'account_closed':
        return t`${params['name'] ?? ''} is closed. Reopen it first.`;
      case 'currency_mismatch':
        return t`The currencies differ: ${params['from'] ?? ''} here, ${params['to'] ?? ''} there.`;
      case 'transfer_amounts_differ':
        return t`The two amounts are not the same.`;
      case 'transfer_same_account':
        return t`Both sides are in the same account.`;
      case 'transfer_already_linked':
        return t`This belongs to a linked transfer. Unlink it first.`;
      case 'transfer_same_direction':
        return t`One side must go out and the other come in.`;
      case 'category_protected':
        return t`The product needs this category. It can be renamed, not deleted.`;
      case 'category_nesting':
        return t`Categories have two levels: a group and what is in it.`;
      case 'import_busy':
        return t`Another import is being written. Wait for it to end.`;
      case 'import_account_missing':
        return t`Choose an account for each statement first.`;
      case 'picture_unreadable':
        return t`That is no picture this product can keep. Choose a PNG, JPEG or WebP.`;
      case 'too_large':
        return t`The file is too large.`;
      case 'internal':
        return t`Something failed on our side. Nothing was changed.`;
      default:
        return title;
    }
  };
}
