import { defineConfig } from '@lingui/cli';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'es'],
  catalogs: [{ path: 'src/locales/{locale}', include: ['src'] }],
  orderBy: 'message',
});
