// Runs before the first paint, so that a dark page never flashes white.
(() => {
  let wish = null;
  try {
    wish = localStorage.getItem('picture-theme');
  } catch {}
  const dark =
    wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
