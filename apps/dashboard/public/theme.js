// Runs before the first paint, so that a chosen theme does not flash the other one. A file of its own, because the
// content security policy allows no inline script. The key is read and written by src/shared/lib/theme.ts.
try {
  const theme = globalThis.localStorage.getItem('gatehouse.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's theme stands.
}
