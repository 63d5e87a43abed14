/**
 * The letters that a till's numbers begin with. Receipts and call-out numbers belong to the
 * incarnation: a second one begins anew under letters that show it, because it may not know the last
 * number that the first one gave.
 */

import { type Origin } from "../identity.ts";
import { type ShopFounded } from "./control-events.ts";

/** The code of every training shop: no till is ever enrolled under it, so none of its numbers is a real one. */
export const TRAINING_CODE = "TRAIN";

const INCARNATION_FROM = 27;
const LETTERS = 2;

/** `B`, and for a second incarnation its number and two letters of its random bits: `B2KQ`. */
export function seriesOf(code: string, origin: Origin, incarnation: number): string {
  return incarnation <= 1 ? code : `${code}${incarnation}${lettersOf(origin)}`;
}

/** For ever, as a demo shop is one: it stands in the event that founded it. */
export function isTraining({ demo, code }: Pick<ShopFounded, "demo" | "code">): boolean {
  return demo && code === TRAINING_CODE;
}

/** The letters of the device in a series. */
export function codeOf(series: string): string {
  return /^[A-Z]+/u.exec(series)?.[0] ?? series;
}

function lettersOf(origin: Origin): string {
  const letters = origin
    .slice(INCARNATION_FROM)
    .toUpperCase()
    .replaceAll(/[^A-Z]/gu, "");
  return letters.slice(0, LETTERS).padEnd(LETTERS, "X");
}
