/**
 * Papers whose printer can't print now. Whoever looks at the queue finds the cause there, in whichever
 * process; and the drawer for cash opens all the same where the printer can be told so, at once or never:
 * one that opens minutes later opens in front of somebody else.
 */

import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { documentToJson, jsonToDocument, type PrintDocument } from "../document.ts";
import { type PrinterFault, type Transport } from "../transport.ts";
import { type DrawerSensor } from "./drawer-sensor.ts";
import { type JobState, type SpoolJob, type SpoolStore } from "./spool-store.ts";

export interface StuckJobsDeps {
  readonly store: SpoolStore;
  readonly clock: Clock;
  /**
   * Returns the bytes that open a printer's drawer ahead of all waiting jobs, its usual one unless
   * a pin is given; undefined where it has none.
   */
  readonly drawerPulse?: (printer: string, pin?: 2 | 5) => ReadonlyArray<number> | undefined;
}

/** The time after which the person at the counter has gone. */
const DRAWER_MS_MAX = 30_000;
/** The most stuck jobs of a printer that are read; a person who lets more wait has seen to the drawer. */
const LOOKED_AT_MAX = 200;
/** The troubles in which a printer still answers. */
const ANSWERING: ReadonlySet<PrinterTrouble> = new Set([
  "paper-out",
  "cover-open",
  "cutter",
  "overheated",
  "feeding",
  "error",
  "offline",
]);

export function withoutPulse(document: PrintDocument): PrintDocument {
  return { ...document, blocks: document.blocks.filter(({ type }) => type !== "pulse") };
}

export function opensDrawer({ blocks }: PrintDocument): boolean {
  return blocks.some(({ type }) => type === "pulse");
}

/** Whether somebody still waits for the drawer. */
export function mayOpenDrawer({ createdMs }: SpoolJob, nowMs: number): boolean {
  return nowMs - createdMs <= DRAWER_MS_MAX;
}

/** Whether the printer answers. One that is silent or missing opens no drawer; undefined where nobody knows. */
export function isAnswering(trouble: PrinterTrouble | undefined): boolean {
  return trouble !== undefined && ANSWERING.has(trouble);
}

/** Keeps why they wait, and opens the drawer for those that would have. */
export async function keepStuck(
  deps: StuckJobsDeps,
  printer: {
    readonly name: string;
    readonly transport: Transport;
    readonly sensor?: DrawerSensor | undefined;
  },
  { type, trouble }: Pick<PrinterFault, "trouble"> & { readonly type?: string },
): Promise<void> {
  const { store, clock } = deps;
  const { name, transport, sensor } = printer;
  const lastFault = trouble ?? type ?? "";
  const waiting = store.find({ printer: name, states: STUCK, limit: LOOKED_AT_MAX });
  const news: SpoolJob[] = [];
  for (const [index, job] of waiting.entries()) {
    // The first tells for the others, of which nobody has said anything yet.
    const isNews = index === 0 ? job.lastFault !== lastFault : job.lastFault === "";
    if (isNews) news.push({ ...job, lastFault });
  }
  // Together: a sync for each would keep the register and the other printers for as long.
  store.saveAll(news);
  if (deps.drawerPulse?.(name) === undefined || transport.openDrawer === undefined) return;
  if (!isAnswering(trouble)) return;
  for (const job of waiting) {
    if (job.state !== "queued" || !mayOpenDrawer(job, clock.nowMs())) continue;
    const document = jsonToDocument(job.document);
    const meant = document?.blocks.find((block) => block.type === "pulse");
    const pulse = meant && deps.drawerPulse(name, meant.pin);
    if (document === undefined || pulse === undefined) continue;
    // The pulse is taken out of the job before it is sent: the drawer must not open twice, whatever
    // happens in between.
    store.rewrite(job.id, documentToJson(withoutPulse(document)));
    sensor?.pulseBegins(clock.nowMs());
    if (!(await transport.openDrawer(pulse))) store.rewrite(job.id, job.document);
    sensor?.pulseEnds(clock.nowMs(), false);
  }
}

const STUCK: ReadonlyArray<JobState> = ["queued", "sending"];
