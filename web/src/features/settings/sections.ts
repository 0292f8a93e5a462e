import { msg } from '@lingui/core/macro';
import {
  IconAdjustments,
  IconDatabase,
  IconHistory,
  IconHome,
  IconPlugConnected,
  IconShieldLock,
  IconUser,
} from '@tabler/icons-react';

/**
 * The sections of the settings, in the order of their list. Another feature hangs in with one line
 * here and one route under `settings` in router.tsx; its component is the section's content alone.
 */
export const SECTIONS = [
  {
    to: '/settings/profile',
    label: msg`Profile`,
    hint: msg`Your name and picture`,
    icon: IconUser,
  },
  {
    to: '/settings/preferences',
    label: msg`Preferences`,
    hint: msg`Language, numbers and dates, theme, emails`,
    icon: IconAdjustments,
  },
  {
    to: '/settings/security',
    label: msg`Security`,
    hint: msg`Password, second factor, passkeys and devices`,
    icon: IconShieldLock,
  },
  {
    to: '/settings/programs',
    label: msg`Programs`,
    hint: msg`Access tokens`,
    icon: IconPlugConnected,
  },
  {
    to: '/settings/household',
    label: msg`Household`,
    hint: msg`Members, currency, first day of the month`,
    icon: IconHome,
  },
  {
    to: '/settings/data',
    label: msg`Your data`,
    hint: msg`Take it along, or delete it`,
    icon: IconDatabase,
  },
  {
    to: '/settings/activity',
    label: msg`History`,
    hint: msg`Who did what, and taking it back`,
    icon: IconHistory,
  },
] as const;
