const focusable = ':is(a[href], button, input, textarea, select):not(:disabled, [tabindex="-1"])'

/**
 * Does what may take away the element that has the focus. If it does, the focus goes to what stood
 * before it: from the top of the page whoever works with the keyboard would have to come all the way back.
 */
export function keepingFocus(change: () => void): void {
  const focused = document.activeElement
  const place = focused?.closest('[role=dialog], main')
  const all = [...(place?.querySelectorAll<HTMLElement>(focusable) ?? [])]
  const before = all.slice(
    0,
    all.findIndex((one) => one === focused),
  )
  change()
  requestAnimationFrame(() => {
    if (focused?.isConnected === true) return
    before.findLast((one) => one.isConnected)?.focus()
  })
}
