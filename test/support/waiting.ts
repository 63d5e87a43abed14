/** Waits for a condition to come true, instead of for some time to pass. */

import { createPatience, PATIENCE_MS } from "./patience.ts";

/** For what nobody is told of. */
const LOOK_MS = 10;

export interface Waiting {
  /** Resolves as soon as it is so, and fails when nothing has happened for long. */
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
        const isOver = createPatience();
        let happened = 0;
        const looking = setInterval(() => {
          if (looksWell()) return;
          if (!isOver(String(happened))) return;
          end();
          reject(new Error(`Not so, and nothing new for ${PATIENCE_MS} ms: ${isSo.toString()}`));
        }, LOOK_MS);
        function look(): void {
          happened += 1;
          looksWell();
        }
        function looksWell(): boolean {
          if (!isSo()) return false;
          end();
          resolve();
          return true;
        }
        function end(): void {
          clearInterval(looking);
          waiters.delete(look);
        }
        waiters.add(look);
        look();
      }),
  };
}
