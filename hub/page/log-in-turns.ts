/**
 * Tries to log in take turns: two at once, since each check of a password takes 32 MiB and a thread. First come those of
 * addresses that were wrong least often, then those that came first: whoever sends many waits for itself.
 */

import { type Clock } from "../../src/domain/ports.ts";
import { type LogInTries } from "./log-in-tries.ts";

export interface LogInTurns {
  /** Resolves with what ends the turn once it is there; with undefined where too many wait already. */
  readonly take: (address: string, name: string) => Promise<(() => void) | undefined>;
}

const AT_ONCE = 2;
/** Several people of an office come from one address. */
const OF_ADDRESS_MAX = 3;
const WAITING_MAX = 500;

interface Waiting {
  readonly name: string;
  /** How often its address was wrong. */
  readonly misses: number;
  readonly begin: () => void;
}

export function createLogInTurns(
  clock: Clock,
  tries: Pick<LogInTries, "begin" | "missesOf" | "readyMs" | "beginName">,
): LogInTurns {
  const waiting: Waiting[] = [];
  const byAddress = new Map<string, number>();
  let running = 0;
  let cancel: (() => void) | undefined;

  function next(): void {
    cancel?.();
    cancel = undefined;
    while (running < AT_ONCE) {
      const nowMs = clock.nowMs();
      const ready = waiting.filter(({ name }) => tries.readyMs(name) <= nowMs);
      const [one] = ready.toSorted((a, b) => a.misses - b.misses);
      if (one === undefined) break;
      waiting.splice(waiting.indexOf(one), 1);
      running += 1;
      tries.beginName(one.name);
      one.begin();
    }
    if (running >= AT_ONCE || waiting.length === 0) return;
    const readyMs = Math.min(...waiting.map(({ name }) => tries.readyMs(name)));
    cancel = clock.after(Math.max(1, readyMs - clock.nowMs()), next);
  }

  function leave(address: string): void {
    const left = (byAddress.get(address) ?? 1) - 1;
    if (left === 0) byAddress.delete(address);
    else byAddress.set(address, left);
  }

  return {
    take: (address, name) => {
      const own = byAddress.get(address) ?? 0;
      if (own >= OF_ADDRESS_MAX || waiting.length >= WAITING_MAX) return Promise.resolve(undefined);
      byAddress.set(address, own + 1);
      // Whoever is sent away since too many wait has not been wrong.
      tries.begin(address);
      return new Promise((resolve) => {
        waiting.push({
          name,
          misses: tries.missesOf(address),
          begin: () => {
            resolve(() => {
              running -= 1;
              leave(address);
              next();
            });
          },
        });
        next();
      });
    },
  };
}
