// Runs before the first paint, so a saved theme never flashes. A file of its own because the CSP allows no inline
// script; ui/theme.ts writes the same key.
try {
  const theme = localStorage.getItem('rollcall.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}
