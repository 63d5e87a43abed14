/** The printers of the shop, and how a person changes them. */

import { pause } from "../../domain/base/pause.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideChangePrinter,
  decideRemovePrinter,
  decideReplacePrinter,
  type PrinterShop,
  type PrinterWish,
} from "../../domain/commands/office/change-printers.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { isDrivenBy, type Printer, readPrinters } from "../../domain/printers/printers.ts";
import { wallTimeAt } from "../../domain/text/clock-text.ts";
import { testPageToDocument } from "../../printer/documents/test-page-document.ts";
import { PROFILES } from "../../printer/encoding/profile.ts";
import { ASKING, OPEN, type SpoolJob, WAITING } from "../../printer/spool/spool-store.ts";
import { requestToJob } from "../../printer/spool/spool.ts";
import { type Actor, type Till } from "../till/till.ts";
import { reroutedDocument } from "./papers.ts";
import { type TillPapers, type PaperMove } from "./print-job-store.ts";
import { ownPrinters } from "./printer-drive.ts";
import { modelsOf } from "./printer-models.ts";

/** A test page is out by then, if its printer is well. */
const PAPER_MS_MAX = 5000;
const LOOK_EVERY_MS = 50;

/** Papers that a broken printer leaves, handed over in one go. */
const MOVED_MAX = 1000;
/** The most papers that are counted; nobody reads more. */
const SHOWN_MAX = 1000;
const TEST_PREFIX = "test-page";

/** All of the shop that are in use. */
export function listPrinters({ ledger }: Till): ReadonlyArray<Printer> {
  return ledger.read(readPrinters);
}

export function changePrinter(
  till: Till,
  actor: Actor,
  wish: PrinterWish,
): Result<Printer, Refusal> {
  const done = till.act(actor, "change printer", (context) =>
    decideChangePrinter(context, wish, shopOf(till)),
  );
  return done.ok ? ok(used(till, wish.id)) : done;
}

/**
 * Why that would be refused, before anybody waits for a printer's answer; nothing is written. What hangs on
 * the model is not asked of a new printer whose model nobody has said: the answer says it.
 */
export function askToChangePrinter(
  till: Till,
  actor: Actor,
  wish: PrinterWish,
): Result<undefined, Refusal> {
  const { buzzes: _, ...others } = wish.said;
  const isUnknown = wish.isNew && others.profile === undefined;
  const said = isUnknown ? others : wish.said;
  return till.ask(actor, "change printer", (context) =>
    decideChangePrinter(context, { ...wish, said }, shopOf(till)),
  );
}

export function removePrinter(till: Till, actor: Actor, id: string): Result<undefined, Refusal> {
  const done = till.act(actor, "remove printer", (context) => decideRemovePrinter(context, id));
  return done.ok ? ok(undefined) : done;
}

/** The spare takes the place and the papers that wait. */
export function replacePrinter(
  open: Pick<TillPapers, "till" | "jobs">,
  actor: Actor,
  wish: { readonly id: string; readonly by: string },
): Result<MovedPapers, Refusal> {
  // The papers are read as long as the old printer's settings say what it printed.
  const waiting = papersToMove(open, wish.id);
  let moved: MovedPapers = NONE_MOVED;
  // The papers move in the same transaction: no printer would ever print those that stay behind.
  const release = open.till.whileCommitting(() => {
    const isOwn = ownPrinters(open.till.ledger).some(({ id }) => id === wish.by);
    moved = isOwn ? moveAll(open, wish.by, waiting) : { ...NONE_MOVED, left: waiting.length };
  });
  try {
    const done = open.till.act(actor, "replace printer", (context) =>
      decideReplacePrinter(context, wish),
    );
    return done.ok ? ok(moved) : done;
  } finally {
    release();
  }
}

export interface MovedPapers {
  readonly moved: number;
  /** The papers that the old printer has printed or has in hand: they are not printed a second time. */
  readonly there: number;
  /** The papers that still wait there. */
  readonly left: number;
}

const NONE_MOVED: MovedPapers = { moved: 0, there: 0, left: 0 };

/** Moves one printer's waiting papers to another one of this till; tickets get a mark. */
export function movePapers(
  open: Pick<TillPapers, "till" | "jobs">,
  { id, by }: { readonly id: string; readonly by: string },
): Result<MovedPapers, Refusal> {
  if (id === by) {
    const name = listPrinters(open.till).find((printer) => printer.id === by)?.name ?? by;
    return err({ type: "printer/same", name });
  }
  return ok(moveAll(open, by, papersToMove(open, id)));
}

type PaperToMove = Omit<PaperMove, "printer">;

/** Returns the papers without those in hand, which may be half out. */
function papersToMove(
  { till, jobs }: Pick<TillPapers, "till" | "jobs">,
  printer: string,
): ReadonlyArray<PaperToMove> {
  return jobs
    .find({ printer, states: OPEN, limit: MOVED_MAX })
    .map((job) => ({ job, document: reroutedDocument(till, job) }));
}

function moveAll(
  { jobs }: Pick<TillPapers, "jobs">,
  printer: string,
  papers: ReadonlyArray<PaperToMove>,
): MovedPapers {
  const became = papers.map((paper) => jobs.move({ ...paper, printer }));
  const moved = became.filter((how) => how === "moved").length;
  const there = became.filter((how) => how === "there").length;
  return { moved, there, left: 0 };
}

/** All that waits for a printer of this till, or for a person; of one printer, where it is named. */
export function papersWaitingAt(
  { jobs }: Pick<TillPapers, "jobs">,
  printer?: string,
): ReadonlyArray<SpoolJob> {
  const states = [...WAITING, ...ASKING];
  return jobs.find({ ...(printer === undefined ? {} : { printer }), states, limit: SHOWN_MAX });
}

/** Queues the page that shows what a printer does, and what it can't. */
export function printTestPage(
  { till, jobs, clock }: Pick<TillPapers, "till" | "jobs" | "clock">,
  id: string,
): Result<SpoolJob, Refusal> {
  const printers = listPrinters(till);
  const printer = printers.find((other) => other.id === id);
  if (printer === undefined) {
    const ids = printers.map((other) => other.id);
    return err({ type: "printer/unknown", text: id, printers: ids });
  }
  // Nobody here would ever work for it.
  if (!isDrivenBy(printer, till.ledger.identity.key.device)) {
    return err({ type: "printer/elsewhere", name: printer.name });
  }
  const nowMs = clock.nowMs();
  const locale = till.shopLocale();
  const document = testPageToDocument({
    name: printer.name,
    models: modelsOf(printer.profile, locale),
    at: wallTimeAt(nowMs, till.offsetMinutes),
    opensDrawer: printer.drawer !== "none",
    locale,
  });
  const documentId = `${TEST_PREFIX}/${id}/${nowMs}`;
  return ok(jobs.add(requestToJob({ documentId, printer: id, document }, nowMs)));
}

function shopOf({ ledger }: Till): PrinterShop {
  return {
    devices: ledger.admission(),
    profiles: new Map(
      PROFILES.map(({ name, columns, models, buzzer }) => [
        name,
        { columns, models, hasBuzzer: buzzer !== undefined },
      ]),
    ),
  };
}

function used(till: Till, id: string): Printer {
  const printer = listPrinters(till).find((other) => other.id === id);
  if (printer === undefined) throw new Error(`The printer ${id} was not written.`);
  return printer;
}

/** A resident process that prints it says no more than that it will: waits a moment for what comes of it. */
export async function endOfPaper(
  { jobs, clock }: Pick<TillPapers, "jobs" | "clock">,
  job: SpoolJob,
): Promise<SpoolJob["state"]> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const state = jobs.byId(job.id)?.state ?? job.state;
    if (!WAITING.includes(state) || waitedMs >= PAPER_MS_MAX) return state;
    await pause(clock, LOOK_EVERY_MS);
  }
}
