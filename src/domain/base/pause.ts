import { type Clock } from "../ports.ts";

/** Resolves when so much time has passed by the clock. */
export function pause(clock: Clock, delayMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.after(delayMs, resolve);
  return promise;
}
