/**
 * Checks what a business day rests on: the rows and segments in which its events stand, their bytes, hashes
 * and signatures, as `verifyLedger` does. What was before them, the file and the folded state are left to
 * that: a year must not be read to reconcile a night.
 */

import { type BusinessDay, deviceOf, type Origin } from "../domain/identity.ts";
import { dayRange } from "./day-range.ts";
import { type Ledger } from "./ledger.ts";
import { type StageOne } from "./log/stage-one.ts";
import { stageOneFrom } from "./stage-one-from-scratch.ts";
import { firstWrong } from "./verify-chain.ts";
import { type Finding, type VerifyOptions } from "./verify.ts";

/** Returns the first event that is wrong on each chain; `onProgress` is called after each chain. */
export function verifyDay(
  ledger: Ledger,
  day: BusinessDay,
  { onProgress }: Pick<VerifyOptions, "onProgress"> = {},
): ReadonlyArray<Finding> {
  return ledger.read(() => {
    const { store, identity } = ledger;
    const stageOne = stageOneFrom(identity, store);
    const origins = store.origins();
    return origins.flatMap((origin, index) => {
      const findings = chainFindings(ledger, stageOne, { origin, day });
      onProgress?.({ part: "chains", done: index + 1, total: origins.length });
      return findings;
    });
  });
}

function chainFindings(
  { store, identity: { shop }, cut }: Ledger,
  stageOne: StageOne,
  { origin, day }: { readonly origin: Origin; readonly day: BusinessDay },
): ReadonlyArray<Finding> {
  const range = dayRange(store, origin, day);
  if (range === undefined) return [];
  // A branch may follow any row before it, so the ends of all of them are read.
  const isForked = stageOne.shape().commonUntil(origin) !== undefined;
  const wrong = firstWrong({
    store,
    shop,
    origin,
    key: stageOne.keyOf(deviceOf(origin)),
    cut,
    onRight: () => undefined,
    range: isForked ? undefined : range,
  });
  if (wrong === undefined) return [];
  const { seq, reason } = wrong;
  const sentence = `Event ${seq} of ${origin}: ${reason}`;
  return [{ check: "chain", where: `${origin} ${seq}`, sentence }];
}
