/** Waits for a condition to come true, instead of for some time to pass. */

const PATIENCE_MS = 45_000;
/** For what nobody is told of. */
const LOOK_MS = 10;

export interface Waiting {
  /** Resolves as soon as it is so, and fails when it takes ten seconds. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** Something has happened. */
  readonly look: () => void;
}

export function createWaiting(): Waiting {
  const waiters = new Set<() => void>();
  return {
    look: () => {
      for (const look of waiters) look();
    },
    until: (isSo) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(look);
          clearInterval(looking);
          reject(new Error(`Not so within ${PATIENCE_MS} ms: ${isSo.toString()}`));
        }, PATIENCE_MS);
        const looking = setInterval(look, LOOK_MS);
        function look(): void {
          if (!isSo()) return;
          clearTimeout(timer);
          clearInterval(looking);
          waiters.delete(look);
          resolve();
        }
        waiters.add(look);
        look();
      }),
  };
}
