const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let holding = false;

/**
 * Lets a signal wait until the synchronous work that follows is over; then it has the effect it would have had.
 * Before and after, a signal ends a program that does not listen for it at once: there is nothing to tidy up.
 */
export function holdSignals(): void {
  if (holding) return;
  holding = true;
  let caught: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    caught ??= signal;
  };
  for (const signal of signals) process.on(signal, hold);
  const release = (): void => {
    holding = false;
    for (const signal of signals) process.off(signal, hold);
    if (caught !== undefined && process.listenerCount(caught) === 0) process.kill(process.pid, caught);
  };
  // A signal is delivered when the event loop polls, and the first of these may come without a poll before it.
  setImmediate(() => setImmediate(release));
}
