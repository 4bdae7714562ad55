/**
 * Ctrl-C and SIGTERM as a signal, so that a command can stop in good order; a second one ends the
 * process at once. Called only by commands that stop this way: servers have their own handlers.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(1)
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return controller.signal
}
