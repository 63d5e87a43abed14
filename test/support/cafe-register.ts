/** The register of a café with a clock that tests move: keys come as fast as people press them. */

import { type Cafe } from "./cafe.ts";
import { type ManualClock } from "./manual-clock.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";

export interface CafeRegister extends RealRegister {
  readonly clock: ManualClock;
}

/** Between two keys: long enough for the same one to count again. */
const BETWEEN_MS = 1000;

/** `who`: staff number and PIN. */
export async function registerAt(
  cafe: Cafe,
  who: readonly [string, string],
): Promise<CafeRegister> {
  const register = { ...openRealRegister(cafe), clock: cafe.clock };
  await register.logIn(...who);
  return register;
}

export function press(register: CafeRegister, ...keys: ReadonlyArray<string>): void {
  for (const key of keys) {
    register.clock.advance(BETWEEN_MS);
    register.press(key);
  }
}

/** With Enter behind it. */
export function typed(register: CafeRegister, text: string): void {
  register.type(text);
  press(register, "Enter");
}
