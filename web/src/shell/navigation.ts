import { msg } from '@lingui/core/macro';
import {
  IconArrowsLeftRight,
  IconFileImport,
  IconHome,
  IconSettings,
  IconTag,
  IconWallet,
} from '@tabler/icons-react';

/** The pages there are, in the order of the rail. */
export const PAGES = [
  { to: '/', label: msg`Home`, icon: IconHome },
  { to: '/transactions', label: msg`Transactions`, icon: IconArrowsLeftRight },
  { to: '/accounts', label: msg`Accounts`, icon: IconWallet },
  { to: '/imports', label: msg`Import`, icon: IconFileImport },
  { to: '/categories', label: msg`Categories`, icon: IconTag },
  { to: '/settings', label: msg`Settings`, icon: IconSettings },
] as const;
