import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from './lib/api.ts';
import { ownPath } from './lib/own-path.ts';
import { queryClient } from './lib/query-client.ts';
import { sessionQuery } from './lib/session.ts';
import { signInWaysQuery } from './lib/sign-in-ways.ts';
import { NotFoundPage, PageError } from './shell/page-states.tsx';
import { StepUpHost } from './shell/step-up-host.tsx';
import { PageSkeleton } from './ui/states.tsx';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]) =>
  allowed.find((one) => one === value);

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <StepUpHost />
    </>
  ),
  notFoundComponent: NotFoundPage,
});

const visitor = createRoute({ getParentRoute: () => root, id: 'visitor', component: Outlet });

const loadAuth = () => import('./features/auth/index.ts');
/** Which services may vouch for people is known before the page is drawn, so that nothing moves. */
const loadWays = () => queryClient.ensureQueryData(signInWaysQuery).catch(() => null);

interface VisitorSearch {
  /** Where to go on to, once signed in. */
  returnTo?: string;
}
const visitorSearch = (search: Record<string, unknown>): VisitorSearch => {
  const returnTo = ownPath(search['returnTo']);
  return returnTo ? { returnTo } : {};
};

const signIn = createRoute({
  getParentRoute: () => visitor,
  path: '/sign-in',
  validateSearch: (
    search: Record<string, unknown>,
  ): VisitorSearch & { step?: 'second-factor'; problem?: 'provider' } => ({
    ...visitorSearch(search),
    ...(search['step'] === 'second-factor' && { step: 'second-factor' }),
    ...(search['problem'] === 'provider' && { problem: 'provider' }),
  }),
  loader: loadWays,
  component: lazyRouteComponent(loadAuth, 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => visitor,
  path: '/sign-up',
  validateSearch: visitorSearch,
  loader: loadWays,
  component: lazyRouteComponent(loadAuth, 'SignUpPage'),
});

/** Where mailed links lead, and where they are asked for. */
const linkPage = <Path extends string>(
  path: Path,
  name: 'VerifyEmailPage' | 'ConfirmEmailPage' | 'ForgotPasswordPage' | 'ResetPasswordPage',
) =>
  createRoute({
    getParentRoute: () => visitor,
    path,
    loader: loadWays,
    component: lazyRouteComponent(loadAuth, name),
  });
const verifyEmail = linkPage('/verify-email', 'VerifyEmailPage');
const confirmEmail = linkPage('/confirm-email', 'ConfirmEmailPage');
const forgotPassword = linkPage('/forgot-password', 'ForgotPasswordPage');
const resetPassword = linkPage('/reset-password', 'ResetPasswordPage');

const invitation = createRoute({
  getParentRoute: () => visitor,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./features/invitation/index.ts'), 'InvitationPage'),
});

/** Whoever is not signed in does so first, and comes back. */
async function knowWhoIsHere({ location }: { location: { href: string } }): Promise<void> {
  try {
    await queryClient.ensureQueryData(sessionQuery);
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) {
      const returnTo = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: returnTo ? { returnTo } : {} });
    }
    throw error;
  }
}

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect/$id',
  loader: knowWhoIsHere,
  component: lazyRouteComponent(() => import('./features/oauth/index.ts'), 'ConnectPage'),
});

const home = createRoute({
  getParentRoute: () => root,
  id: 'home',
  loader: knowWhoIsHere,
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
});

const page = <Path extends string>(
  path: Path,
  load: () => Promise<Record<string, unknown>>,
  name: string,
) =>
  createRoute({
    getParentRoute: () => home,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name),
  });

const dashboard = page('/', () => import('./features/dashboard/index.ts'), 'DashboardPage');
const accounts = page('/accounts', () => import('./features/accounts/index.ts'), 'AccountsPage');
const account = page('/accounts/$id', () => import('./features/accounts/index.ts'), 'AccountPage');
const loadCategories = () => import('./features/categories/index.ts');
const categories = page('/categories', loadCategories, 'CategoriesFrame');
const namesPage = <Path extends string>(path: Path, name: string) =>
  createRoute({
    getParentRoute: () => categories,
    path,
    component: lazyRouteComponent(
      loadCategories as unknown as () => Promise<Record<string, never>>,
      name,
    ),
  });
const categoryTree = namesPage('/', 'CategoriesPage');
const rules = namesPage('/rules', 'RulesPage');
const merchants = namesPage('/merchants', 'MerchantsPage');
const tags = namesPage('/tags', 'TagsPage');
const imports = createRoute({
  getParentRoute: () => home,
  path: '/imports',
  /** The account a file is for, when one came from its page. */
  validateSearch: (search: Record<string, unknown>): { account?: string } => {
    const account = text(search['account']);
    return account ? { account } : {};
  },
  component: lazyRouteComponent(() => import('./features/imports/index.ts'), 'ImportsPage'),
});
const oneImport = page('/imports/$id', () => import('./features/imports/index.ts'), 'ImportPage');

const loadSettings = () => import('./features/settings/index.ts');
const settings = createRoute({
  getParentRoute: () => home,
  path: '/settings',
  component: lazyRouteComponent(loadSettings, 'SettingsFrame'),
});
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(loadSettings, 'SettingsStart'),
});
/** A section's feature also has a line in features/settings/sections.ts. */
const section = <Path extends string>(
  path: Path,
  load: () => Promise<Record<string, unknown>>,
  name: string,
) =>
  createRoute({
    getParentRoute: () => settings,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name),
  });
const profile = section('/profile', loadSettings, 'ProfileSection');
const preferences = section('/preferences', loadSettings, 'PreferencesSection');
const household = section('/household', loadSettings, 'HouseholdSection');
const loadSecurity = () => import('./features/security/index.ts');
const security = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  /** What a provider's page comes back with. */
  validateSearch: (search: Record<string, unknown>): { problem?: 'provider' } =>
    search['problem'] === 'provider' ? { problem: 'provider' } : {},
  component: lazyRouteComponent(loadSecurity, 'SecuritySection'),
});
const programs = section('/programs', loadSecurity, 'ProgramsSection');

const loadData = () => import('./features/data/index.ts');
const data = section('/data', loadData, 'DataSection');
const activity = createRoute({
  getParentRoute: () => settings,
  path: '/activity',
  validateSearch: (search: Record<string, unknown>): { of?: 'person'; action?: string } => {
    const action = text(search['action']);
    return { ...(search['of'] === 'person' && { of: 'person' }), ...(action && { action }) };
  },
  component: lazyRouteComponent(loadData, 'ActivitySection'),
});

/** The transactions page keeps its filter in the address, so that it can be bookmarked and shared. */
export interface TransactionSearch {
  q?: string | undefined;
  account?: string | undefined;
  category?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  direction?: 'in' | 'out' | undefined;
  review?: boolean | undefined;
  import?: string | undefined;
  sort?: 'postedOn' | 'amount' | undefined;
  order?: 'asc' | 'desc' | undefined;
  /** The transaction whose details are open. */
  open?: string | undefined;
}

const transactions = createRoute({
  getParentRoute: () => home,
  path: '/transactions',
  validateSearch: (search: Record<string, unknown>): TransactionSearch => {
    const wish = {
      q: typeof search['q'] === 'number' ? String(search['q']) : text(search['q']),
      account: text(search['account']),
      category: text(search['category']),
      from: text(search['from']),
      to: text(search['to']),
      direction: oneOf(search['direction'], ['in', 'out'] as const),
      review: search['review'] === true ? true : undefined,
      import: text(search['import']),
      sort: oneOf(search['sort'], ['postedOn', 'amount'] as const),
      order: oneOf(search['order'], ['asc', 'desc'] as const),
      open: text(search['open']),
    };
    return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  },
  component: lazyRouteComponent(
    () => import('./features/transactions/index.ts'),
    'TransactionsPage',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    visitor.addChildren([
      signIn,
      signUp,
      verifyEmail,
      confirmEmail,
      forgotPassword,
      resetPassword,
      invitation,
    ]),
    connect,
    home.addChildren([
      dashboard,
      transactions,
      accounts,
      account,
      categories.addChildren([categoryTree, rules, merchants, tags]),
      imports,
      oneImport,
      settings.addChildren([
        settingsStart,
        profile,
        preferences,
        security,
        programs,
        household,
        data,
        activity,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
