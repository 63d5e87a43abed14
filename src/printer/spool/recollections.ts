/**
 * What a printer is asked about jobs whose answer was lost: before they are told uncertain where that
 * can be, and before anything else is printed, because what it has kept to say is of the last job alone.
 */

import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { type PrinterFault, type Transport } from "../transport.ts";
import { conclude, doubt, type Outcomes, READ_MAX, reprintUnasked } from "./outcomes.ts";
import { type SpoolJob } from "./spool-store.ts";

export interface Asked {
  readonly name: string;
  readonly transport: Transport;
  /** Until it answers. */
  offSinceMs: number | undefined;
  trouble: PrinterTrouble | undefined;
}

/** `away`: the printer can't be asked now. */
export type Answer =
  | { readonly type: "printed" }
  | { readonly type: "unknown" }
  | { readonly type: "away"; readonly fault: PrinterFault };

/** After a stop or a fault: what was being sent may be on paper. A fault of the printer, if any. */
export async function recover(outcomes: Outcomes, asked: Asked): Promise<PrinterFault | undefined> {
  const { store } = outcomes;
  const { name: printer } = asked;
  let fault: PrinterFault | undefined;
  for (const job of store.find({ printer, states: ["sending"], limit: READ_MAX })) {
    const answer = await ask(asked, job);
    if (answer.type === "away") fault = answer.fault;
    if (answer.type === "printed") concludePrinted(outcomes, job);
    else {
      const note = answer.type === "away" ? job.note : "";
      doubt(outcomes, { ...job, note }, "spool/interrupted");
    }
  }
  return fault ?? (await askNoted(outcomes, asked));
}

/** Those that wait for a person may need none after all, nor those that are to be printed again. */
export async function askNoted(
  outcomes: Outcomes,
  asked: Asked,
): Promise<PrinterFault | undefined> {
  const { store } = outcomes;
  for (const job of store.noted(asked.name)) {
    const answer = await ask(asked, job);
    if (answer.type === "away") return answer.fault;
    const plain: SpoolJob = { ...job, note: "" };
    if (answer.type === "printed") concludePrinted(outcomes, job);
    else if (job.state === "sending") doubt(outcomes, plain, "spool/interrupted");
    else store.save(plain, job.state);
  }
  for (const job of store.find({ printer: asked.name, states: ["uncertain"], limit: READ_MAX })) {
    reprintUnasked(outcomes, job);
  }
  return undefined;
}

export async function ask(asked: Asked, { note }: SpoolJob): Promise<Answer> {
  if (note === "" || asked.transport.recall === undefined) return { type: "unknown" };
  const recalled = await asked.transport.recall(note);
  if (!recalled.ok) return { type: "away", fault: recalled.fault };
  asked.offSinceMs = undefined;
  asked.trouble = undefined;
  return { type: recalled.value };
}

export function concludePrinted(outcomes: Outcomes, job: SpoolJob): void {
  conclude(outcomes, job, { state: "printed", lastFault: "", note: "" });
}
