/**
 * Which PINs people may set. Whoever tries a few of those that everybody chooses must not get in before
 * the waits begin. PINs that are set already hold.
 *
 * Two people may have one PIN. Everybody says who they are first, and everybody may set their own: to be
 * told that somebody has it already would be a way to try PINs against all people at once, without waits.
 */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Permission } from "../events/permission.ts";

/** How many digits. */
export interface PinRule {
  readonly min: number;
  readonly max: number;
}

export type GuessableBecause = "repeats" | "run" | "year" | "number";

export const PIN_FAULTS = {
  "pin/digits": refusal<{ min: number; max: number }>("wrong"),
  "pin/guessable": refusal<{ why: GuessableBecause }>("wrong"),
};

export type PinFault = RefusalOf<typeof PIN_FAULTS>;

const DIGITS_MIN = 4;
const POWERFUL_DIGITS_MIN = 6;
const DIGITS_MAX = 8;

/** The permissions with which a person can give away the shop, or approve others who do. */
const POWERFUL: ReadonlyArray<Permission> = [
  "catalogue",
  "staff",
  "settings",
  "devices",
  "approve",
];

export function pinRuleFor(permissions: ReadonlySet<Permission>): PinRule {
  const isPowerful = POWERFUL.some((permission) => permissions.has(permission));
  return { min: isPowerful ? POWERFUL_DIGITS_MIN : DIGITS_MIN, max: DIGITS_MAX };
}

/** `number`: of the person whose PIN it shall be. */
export function checkNewPin(
  pin: string,
  { min, max }: PinRule,
  number: string,
): Result<undefined, PinFault> {
  if (!/^[0-9]+$/u.test(pin) || pin.length < min || pin.length > max) {
    return err({ type: "pin/digits", min, max });
  }
  const why = guessableBecause(pin, number);
  return why === undefined ? ok(undefined) : err({ type: "pin/guessable", why });
}

function guessableBecause(pin: string, number: string): GuessableBecause | undefined {
  if (pin === number) return "number";
  // 0000, and 1212 as well.
  if (/^(?<part>[0-9]+)\k<part>+$/u.test(pin)) return "repeats";
  if (isRun(pin)) return "run";
  return /^(?:19|20)[0-9]{2}$/u.test(pin) ? "year" : undefined;
}

/** Whether the digits run up or down, round the end of the keys too: 1234, 4321, 7890, 0987. */
function isRun(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return new Set(steps).size === 1 && (steps[0] === 1 || steps[0] === 9);
}
