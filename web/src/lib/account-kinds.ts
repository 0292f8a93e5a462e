import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AccountKind } from '@picture/contract';

export const KIND_NAMES: Record<AccountKind, MessageDescriptor> = {
  checking: msg`Checking`,
  savings: msg`Savings`,
  cash: msg`Cash`,
  credit_card: msg`Credit card`,
  loan: msg`Loan`,
  mortgage: msg`Mortgage`,
  brokerage: msg`Brokerage`,
  retirement: msg`Retirement`,
  crypto: msg`Crypto`,
  property: msg`Property`,
  vehicle: msg`Vehicle`,
  other_asset: msg`Other asset`,
  other_liability: msg`Other liability`,
};
