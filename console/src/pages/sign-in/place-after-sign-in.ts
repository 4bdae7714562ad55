/** Where to go after signing in: back, but never to another site. */
export function placeAfterSignIn(back: string | undefined): string {
  if (!back?.startsWith('/') || /^\/[/\\]/.test(back) || back.startsWith('/sign-in')) return '/'
  return back
}
