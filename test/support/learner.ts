/** A register at a training shop, for a test: the training ends with it. */

import { onTestFinished } from "vitest";

import { beginTraining, type Training } from "../../src/app/founding/open-training.ts";
import { openTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { type Cafe } from "./cafe.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";
import { testRandom } from "./test-random.ts";

export async function beginAt(cafe: Cafe, { prints = false } = {}): Promise<Training | undefined> {
  const training = await beginTraining({ store: cafe.dir, prints }, depsOf(cafe));
  onTestFinished(() => {
    training?.end();
  });
  return training;
}

export async function learnerAt(
  cafe: Cafe,
  how: { readonly prints?: boolean } = {},
): Promise<RealRegister> {
  const training = await beginAt(cafe, how);
  if (training === undefined) throw new Error("Somebody else is training.");
  const { dir, paperHome } = training;
  return openRealRegister({
    clock: cafe.clock,
    open: () => {
      const open = openTill(dir, depsOf(cafe), { paperHome });
      onTestFinished(open.close);
      return open;
    },
  });
}

export function depsOf({ clock }: Cafe): StoreDeps {
  return { clock, random: testRandom, offsetMinutes: systemCalendar.offsetMinutes };
}
