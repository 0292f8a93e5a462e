import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useLiveUpdates } from '../lib/live.ts';
import { usePreferences } from '../lib/preferences.ts';
import { useSession } from '../lib/session.ts';
import { ShortcutHelp, useShortcuts } from '../ui/shortcuts.tsx';
import { PageSkeleton } from '../ui/states.tsx';
import { useLedgerSteps } from '../ui/use-ledger-steps.ts';
import { useSaveSettings } from '../ui/use-save-settings.ts';
import { BottomBar } from './bottom-bar.tsx';
import { DeletionBanner } from './deletion-banner.tsx';
import { PAGES } from './navigation.ts';
import { QuickJump } from './quick-jump.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

/** The frame of every signed-in page: rail, top line, and on a phone the bar at the bottom. */
export function Shell() {
  const { t } = useLingui();
  const [jumping, setJumping] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useLiveUpdates();
  useFocusOnNavigation(path);
  const steps = useLedgerSteps();
  useShortcuts([
    { keys: 'mod+k', label: t`Go to a page or account`, run: () => setJumping(true) },
    { keys: 'mod+z', label: t`Take back`, run: steps.undo, notInText: true },
    { keys: 'mod+shift+z', label: t`Do again`, run: steps.redo, notInText: true },
  ]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <Rail />
      <main id="content" tabIndex={-1} className={styles.main}>
        <TopLine path={path} onJump={() => setJumping(true)} />
        <DeletionBanner />
        <div className={styles.content}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <BottomBar path={path} />
      <QuickJump opened={jumping} onClose={() => setJumping(false)} />
      <ShortcutHelp />
    </div>
  );
}

function TopLine({ path, onJump }: { path: string; onJump: () => void }) {
  const { t, i18n } = useLingui();
  const session = useSession();
  const { theme, hideAmounts } = usePreferences();
  const save = useSaveSettings();
  const dark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const page = PAGES.find((one) => one.to !== '/' && path.startsWith(one.to)) ?? PAGES[0];
  const title = i18n._(page.label);
  useEffect(() => {
    document.title = `${title} · My Financial Picture`;
  }, [title]);
  return (
    <div className={styles.top}>
      <h1 className={styles.title}>{title}</h1>
      {session.household.isSample && (
        <span className={styles.sample}>
          <Trans>Sample data</Trans>
        </span>
      )}
      <div className={styles.tools}>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="var(--ink-2)"
          aria-label={t`Go to a page or account`}
          onClick={onJump}
        >
          <IconSearch size={18} stroke={1.6} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="var(--ink-2)"
          aria-label={hideAmounts ? t`Show amounts` : t`Hide amounts`}
          aria-pressed={hideAmounts}
          onClick={() => save({ hideAmounts: !hideAmounts })}
        >
          {hideAmounts ? <IconEyeOff size={18} stroke={1.6} /> : <IconEye size={18} stroke={1.6} />}
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="var(--ink-2)"
          aria-label={dark ? t`Use the light theme` : t`Use the dark theme`}
          onClick={() => save({ theme: dark ? 'light' : 'dark' })}
        >
          {dark ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
        </ActionIcon>
      </div>
    </div>
  );
}

/** A new page is announced and read from its top; the first one keeps the browser's own focus. */
function useFocusOnNavigation(path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [path]);
}
