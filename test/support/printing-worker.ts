/**
 * A till that sells one thing and prints its papers until it is killed: `node printing-worker.ts`. Its
 * input says once which store, and where it dies by its own hand: before or after the n-th time that
 * the queue writes down how it stands with a paper of that kind. Without that others kill it.
 */

import module from "node:module";

import { openTill } from "../../src/app/open-till.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type SpoolStore } from "../../src/printer/spool/spool-store.ts";
import { MIA } from "./mia.ts";

export interface PrintingTask {
  readonly dir: string;
  readonly death: OwnDeath | undefined;
}

export interface OwnDeath {
  readonly kind: "ticket" | "receipt";
  readonly when: "before" | "after";
  readonly save: number;
}

module.flushCompileCache();
process.once("message", (task: PrintingTask) => {
  const { till, jobs, printing } = openTill(task.dir);
  if (task.death !== undefined) Object.assign(jobs, { save: dyingSave(jobs, task.death) });
  const words = { entries: ["croissant"], payment: inCash(minor(1000)), service: undefined };
  if (!sell(till, MIA, words).ok) throw new Error("It can't sell a croissant.");
  printing.keepDriving(() => undefined);
});

function dyingSave({ save }: SpoolStore, death: OwnDeath): SpoolStore["save"] {
  let saves = 0;
  return (job, from) => {
    if (job.kind !== death.kind) return save(job, from);
    saves += 1;
    if (saves === death.save && death.when === "before") die();
    const saved = save(job, from);
    if (saves === death.save) die();
    return saved;
  };
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}
