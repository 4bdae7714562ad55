/* global document, localStorage, matchMedia */

/* Sets the remembered theme before anything is painted. The console takes over from there. */
{
  let chosen = 'auto'
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
  } catch {
    // Without storage, the theme follows the system.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
  document.documentElement.style.backgroundColor = dark ? '#171b1a' : '#f7f8f7'
}
