/**
 * Keys of devices whose enrolments were thrown away, while something is left that they said: this till's
 * own words, and what a counting act names. A device's name is the hash of its key, so a key needs no
 * other proof.
 */

import * as z from "zod";

import { deviceIdSchema, deviceOf } from "../domain/identity.ts";
import { deviceIdOf } from "./log/chain.ts";
import { type KeyBefore, type StageOne } from "./log/stage-one.ts";
import { type Store } from "./store.ts";

const LOCAL_KEY = "keys-before";

const keysSchema = z.array(
  z
    .object({ device: deviceIdSchema, key: z.string(), sponsor: deviceIdSchema })
    .refine(({ device, key }) => deviceIdOf(key) === device),
);

export function keysBefore(store: Pick<Store, "local">): ReadonlyArray<KeyBefore> {
  const text = store.local(LOCAL_KEY);
  if (text === undefined) return [];
  const read = keysSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : [];
}

/** Call once something was thrown away, with stage 1 as it was before. */
export function keepKeys(
  store: Pick<Store, "origins" | "setLocal">,
  { result, keyOf, sponsorOf }: StageOne,
): void {
  const { devices } = result();
  const left = new Set(store.origins().map(deviceOf));
  const keys = [...left].flatMap((device): ReadonlyArray<KeyBefore> => {
    const key = keyOf(device);
    // A member's key needs no keeping: its enrolment counts, and what counts is not thrown away.
    if (key === undefined || devices.has(device)) return [];
    return [{ device, key, sponsor: sponsorOf(device) ?? device }];
  });
  store.setLocal(LOCAL_KEY, JSON.stringify(keys));
}
