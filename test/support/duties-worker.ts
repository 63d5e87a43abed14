/**
 * A process on a store that wants its printers: `node duties-worker.ts STORE resident|command`. A
 * resident one stays, and tells when it has heard of the holder and when it has the duties. A command
 * sells one thing, and tells what came of its papers.
 */

import { writeSync } from "node:fs";
import module from "node:module";

import { openTill } from "../../src/app/open-till.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { MIA } from "./mia.ts";

const STDOUT = 1;
const LOOK_EVERY_MS = 10;

const [, , dir = "", role = "resident"] = process.argv;
// Killed, it leaves nothing for the next one.
module.flushCompileCache();
const open = openTill(dir);

if (role === "resident") {
  open.printing.keepDriving(() => {
    tell(open.printing.hasDuties() ? { type: "changed" } : { type: "heard" });
  });
  tellDuties();
} else {
  const words = { entries: ["croissant"], payment: inCash(minor(1000)), service: undefined };
  if (!sell(open.till, MIA, words).ok) throw new Error("It can't sell a croissant.");
  tell({ type: "sold" });
  tell({ ...(await open.printing.settleOwn()) });
  await open.close();
}

function tellDuties(): void {
  if (open.printing.hasDuties()) tell({ type: "has the duties" });
  else systemClock.after(LOOK_EVERY_MS, tellDuties);
}

function tell(what: object): void {
  writeSync(STDOUT, `${JSON.stringify(what)}\n`);
}
