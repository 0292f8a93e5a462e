// Runs before the first paint, so that a dark page never flashes white.
(() => {
  let wish = {};
  try {
    wish = JSON.parse(localStorage.getItem('picture-preferences') ?? '{}');
  } catch {}
  const dark =
    wish.theme === 'dark' ||
    (wish.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.setAttribute('data-gain-loss', wish.gainLossColors ?? 'green-red');
})();
