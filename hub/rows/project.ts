/**
 * From a shop's ledger to rows: what the ledger stored since the last time names streams, and all rows of such a stream
 * are made anew from its state. So rows come out the same whether something is heard once or twice, early or late, and
 * an office that was killed anywhere goes on where the last commit stands.
 */

import { hash } from "node:crypto";

import { type Origin, type StreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { type Mark } from "./marks.ts";
import { matchPieces, tailPieces } from "./pieces.ts";
import { movesOn, type Progress, whereToGoOn } from "./progress.ts";
import { dataFault, insertRows, marksIn, replaceStreams, type Rows } from "./rows-database.ts";
import { rowsOfStep, SHOP_MARKS, type StepRows, writeStep } from "./step-rows.ts";
import { type OwnRow } from "./tables.ts";

/** Transactions of the ledger in one commit of the database. */
const AT_ONCE = 256;
/** Counted up when rows say something else of the same events: all are made anew then. */
const ROWS_REVISION = "rows 5";

/** `done`: the rows say what the ledger does. `waits`: the ledger has to be folded, or heard, first. */
export type Projected = "more" | "done" | "waits" | "taken";

/** Some transactions that follow each other in the ledger. */
interface Step {
  readonly arrival: number;
  readonly last: string;
  /** The chain of its last transaction. */
  readonly origin: Origin;
  readonly streams: ReadonlyArray<StreamId>;
}

/** Writes the rows of the next transactions that were heard, in one commit. */
export async function projectSome(
  rows: Rows,
  ledger: Ledger,
  atOnce = AT_ONCE,
): Promise<Projected> {
  const counting = ledger.countingRules();
  if (counting === undefined) return "waits";
  const rules = hash("sha256", `${ROWS_REVISION}\n${counting}`);
  const progress = await whereToGoOn(rows, ledger, rules);
  if (progress === undefined) return "waits";
  const news = nextStep(ledger, { after: progress.arrival, atOnce });
  if (news !== undefined) {
    const { arrival, last } = news;
    return projectOrCut(rows, ledger, { step: news, progress, moved: { arrival, last }, atOnce });
  }
  if (packedIn(ledger) !== progress.packed) return projectPieces(rows, ledger, progress);
  if (progress.again >= progress.again_to) return "done";
  const old = nextStep(ledger, { after: progress.again, to: progress.again_to, atOnce });
  const step = old ?? { arrival: progress.again_to, last: "", origin: NO_CHAIN, streams: [] };
  const moved = { again: old?.arrival ?? progress.again_to };
  return projectOrCut(rows, ledger, { step, progress, moved, atOnce });
}

const NO_CHAIN = "" as Origin;

interface ToProject {
  readonly step: Step;
  readonly progress: Progress;
  /** The progress with it. */
  readonly moved: Partial<Progress>;
}

/** Of a step that can't be written so many parts are tried by themselves. */
const PARTS = 16;

/**
 * Writes the rows of a step. What a till has said may be such that no database takes it: then the step is cut until one
 * transaction is left, and of that the streams are set aside that can't be written, and the rest goes on.
 */
async function projectOrCut(
  rows: Rows,
  ledger: Ledger,
  { atOnce, ...toProject }: ToProject & { readonly atOnce: number },
): Promise<Projected> {
  const { step, progress, moved } = toProject;
  try {
    return await projectStep(rows, ledger, { step, to: { ...progress, ...moved } });
  } catch (cause) {
    if (dataFault(cause) === undefined) throw cause;
    return atOnce === 1
      ? setAside(rows, ledger, toProject)
      : projectSome(rows, ledger, Math.max(1, Math.floor(atOnce / PARTS)));
  }
}

async function setAside(
  rows: Rows,
  ledger: Ledger,
  { step, progress, moved }: ToProject,
): Promise<Projected> {
  const { origin, streams } = step;
  const aside: Array<OwnRow<"set_aside">> = [];
  let written = 0;
  function toNow(): Progress {
    return { ...progress, step: progress.step + written };
  }
  for (const stream of streams) {
    try {
      const one = { ...step, streams: [stream] };
      if ((await projectStep(rows, ledger, { step: one, to: toNow() })) === "taken") return "taken";
      written += 1;
    } catch (cause) {
      const code = dataFault(cause);
      if (code === undefined) throw cause;
      aside.push({ stream, origin, code });
    }
  }
  const { shop } = ledger.identity;
  const isOurs = await rows.transaction().execute(async (commit) => {
    if (!(await movesOn(commit, shop, { ...toNow(), ...moved }))) return false;
    const named = aside.map(({ stream }) => stream);
    await replaceStreams(commit, { shop, streams: named, made: { set_aside: aside } });
    return true;
  });
  return isOurs ? "more" : "taken";
}

async function projectStep(
  rows: Rows,
  ledger: Ledger,
  { step, to }: { readonly step: Step; readonly to: Progress },
): Promise<Projected> {
  const { shop } = ledger.identity;
  const marks = await marksIn(rows, shop, [...step.streams, SHOP_MARKS]);
  const made = readStep(ledger, { streams: step.streams, marks, to });
  const isOurs = await rows.transaction().execute(async (commit) => {
    if (!(await movesOn(commit, shop, made.to))) return false;
    await writeStep(commit, shop, made.rows);
    await insertRows(commit, shop, { piece: made.pieces });
    return true;
  });
  return isOurs ? "more" : "taken";
}

/** All of one consistent state, which may know of more than the transactions of the step. */
function readStep(
  ledger: Ledger,
  {
    streams,
    marks,
    to,
  }: {
    readonly streams: ReadonlyArray<StreamId>;
    readonly marks: ReadonlyArray<Mark>;
    readonly to: Progress;
  },
): {
  readonly rows: StepRows;
  readonly pieces: ReturnType<typeof tailPieces>;
  readonly to: Progress;
} {
  return ledger.read((view) => {
    const rows = rowsOfStep(ledger, view, { streams, marks });
    // Once something is packed, all pieces are looked at: what stood in the tail may be gone from there.
    const isPackedSame = packedIn(ledger) === to.packed && to.arrival > to.tail;
    const pieces = isPackedSame ? tailPieces(ledger, { after: to.tail, to: to.arrival }) : [];
    return { rows, pieces, to: isPackedSame ? { ...to, tail: to.arrival } : to };
  });
}

/** Segments take the place of transactions that were written one by one. */
async function projectPieces(rows: Rows, ledger: Ledger, from: Progress): Promise<Projected> {
  const { shop } = ledger.identity;
  const isOurs = await rows.transaction().execute(async (commit) => {
    const packed = packedIn(ledger);
    const count = await matchPieces(commit, ledger, from.arrival);
    const isWhole = count === 0;
    return movesOn(
      commit,
      shop,
      isWhole ? { ...from, tail: from.arrival, packed } : { ...from, packed: "" },
    );
  });
  return isOurs ? "more" : "taken";
}

/** Names what is packed: segments come, and go where a device was purged. */
function packedIn({ store }: Ledger): string {
  return `${store.segments.count()} ${store.purges()}`;
}

function nextStep(
  ledger: Ledger,
  {
    after,
    to = Number.POSITIVE_INFINITY,
    atOnce,
  }: { readonly after: number; readonly to?: number; readonly atOnce: number },
): Step | undefined {
  return ledger.read(() => {
    const streams = new Set<StreamId>();
    let end: Omit<Step, "streams"> | undefined;
    let count = 0;
    for (const row of ledger.store.after(after)) {
      if (count === atOnce || row.arrival > to) break;
      count += 1;
      end = { arrival: row.arrival, last: row.hash, origin: row.origin };
      const transaction = toTransaction(row);
      // The end of a batch lets the parts before it count, which were passed by.
      const events = [transaction, ...ledger.joinedBy(transaction)].flatMap((it) => it.events);
      for (const stream of events.flatMap(({ event }) => event.streams)) streams.add(stream);
    }
    return end === undefined ? undefined : { ...end, streams: [...streams] };
  });
}
