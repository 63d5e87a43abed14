/** Zs that are here, of whichever till, and their papers; and the X of this till, which nobody closes. */

import { lastZ } from "../../domain/commands/money/close-day.ts";
import { type ZClosed } from "../../domain/events/day-events.ts";
import { isTraining, seriesOf } from "../../domain/events/series.ts";
import { type ZState, zTag } from "../../domain/folds/day-fold.ts";
import {
  type BusinessDay,
  deviceOf,
  type EventId,
  type Origin,
  streamName,
} from "../../domain/identity.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { markTwice, wallTimeAt } from "../../domain/text/clock-text.ts";
import { type Locale, LOCALES } from "../../domain/text/locale.ts";
import { documentToJson, type PrintDocument } from "../../printer/document.ts";
import { type ZPaper, zToDocument } from "../../printer/documents/z-document.ts";
import { drawerLabel } from "../drawer-label.ts";
import { maySeeCash, type Viewer } from "../drawers/drawer-seen.ts";
import { listOpenDrawers } from "../drawers/drawers.ts";
import { NO_PRINTER, printerFor } from "../printing/papers.ts";
import { type TillPapers } from "../printing/print-job-store.ts";
import { putUnservedAside } from "../printing/unserved-papers.ts";
import { PROGRAM_VERSION } from "../program-version.ts";
import { createChainSums } from "../till/chain-sums.ts";
import { type TillHere, type Till } from "../till/till.ts";

/** Returns the Zs of a day, by till and number. */
export function listZs({ ledger }: Pick<Till, "ledger">, day: BusinessDay): ReadonlyArray<ZState> {
  const { zs } = ledger.read((view) => view.state("day", day));
  return zs.toSorted(({ body: a }, { body: b }) => {
    if (a.series === b.series) return a.no - b.no;
    return a.series < b.series ? -1 : 1;
  });
}

/** Finds a Z by its name, such as `A-12`; undefined where it is not here. */
export function findZ({ ledger }: Pick<Till, "ledger">, text: string): ZState | undefined {
  const { series = "", no = "" } =
    /^z?\s*(?<series>[A-Z][A-Z0-9]*)-0*(?<no>[0-9]{1,9})$/iu.exec(text.trim())?.groups ?? {};
  const name = { series: series.toUpperCase(), no: Number(no) };
  return ledger.read((view) =>
    view
      .tagged(zTag(name.series, name.no))
      .flatMap((stream) => view.state("day", streamName(stream)).zs)
      .find(({ body }) => body.series === name.series && body.no === name.no),
  );
}

/** `A-12`. */
export function zName({ series, no }: Pick<ZClosed, "series" | "no">): string {
  return `${series}-${no}`;
}

/** The paper of a Z of any till: the same whenever and wherever it is asked for. */
export function zDocument(till: Till, { body, wallMs, offsetMinutes }: ZState): PrintDocument {
  return zToDocument({
    ...paperOf(till),
    body,
    locale: localeOf(body.language),
    at: markTwice({ wallMs, offsetMinutes }, till.offsetMinutes),
    closed: body,
    open: [],
    withoutCash: false,
  });
}

export type XBody = ZPaper["body"];

/** Returns the X: the sums of this till's chain since its last Z, of its current day. */
export function xBody(till: Till): XBody {
  const { ledger } = till;
  const { origin } = ledger.identity;
  const day = till.days().now;
  const to = ledger.head(origin)?.seq ?? 0;
  return ledger.read((view) => {
    const last = lastZ(view, origin)?.body.to ?? 0;
    const chain = createChainSums(ledger, { origin, from: last + 1 });
    chain.readUpTo(view, to);
    const stretch = chain.stretches().findLast((it) => it.day === day && it.sums.hasTrade);
    const { turnover: _, hasTrade: __, ...sums } = stretch?.sums ?? NOTHING;
    const series = seriesOf(till.code(), origin, ledger.loss()?.n ?? 1);
    const from = Math.min(stretch?.from ?? last + 1, to);
    return { series, day, till: origin, from, to, ...sums, program: PROGRAM_VERSION };
  });
}

const NOTHING = {
  figures: {},
  others: [],
  drawers: [],
  unknown: [],
  total: zeroMinor,
  turnover: 0,
  hasTrade: false,
};

/** The paper of an X; without cash for who may not see what there should be. */
export function xDocument(
  { till, clock }: Pick<TillHere, "till" | "clock">,
  { body, viewer }: { readonly body: XBody; readonly viewer: Viewer },
): PrintDocument {
  const nowMs = clock.nowMs();
  const locale = till.shopLocale();
  return zToDocument({
    ...paperOf(till),
    body,
    locale,
    at: wallTimeAt(nowMs, till.offsetMinutes),
    closed: undefined,
    open: listOpenDrawers(till)
      .filter(({ place }) => place.device === till.ledger.identity.key.device)
      .map(({ place, expected }) => ({
        drawer: drawerLabel(till, place),
        isPouch: place.pouch !== undefined,
        expected: expected.own,
      })),
    withoutCash: !maySeeCash(till, viewer),
  });
}

function paperOf(
  till: Till,
): Pick<ZPaper, "shopName" | "currency" | "demo" | "training" | "codeOf" | "drawerOf"> {
  const { founding, currency, ledger } = till;
  return {
    shopName: founding.name,
    currency,
    demo: founding.demo,
    training: isTraining(founding),
    codeOf: (origin: Origin) => ledger.admission().get(deviceOf(origin))?.code ?? "?",
    drawerOf: ({ device, no, pouch }) =>
      device === undefined ? "?" : drawerLabel(till, { device, no, pouch }),
  };
}

/** Returns the language of a Z; English for one that only a newer build has. */
function localeOf(language: string): Locale {
  return LOCALES.find((locale) => locale === language) ?? "en";
}

/**
 * Queues a Z or an X. A Z says nothing of how often it was printed: each is the same. Wake the printers
 * after it.
 */
export function queueDayPaper(
  { till, jobs, clock }: Pick<TillPapers, "till" | "jobs" | "clock">,
  { id, document }: { readonly id: string; readonly document: PrintDocument },
): void {
  const { kind } = document;
  const documentId = id as EventId;
  const printer = till.ledger.read((view) => {
    const own = printersOf(view, till.ledger.identity.key.device);
    return printerFor(view, own, { kind, documentId })?.id ?? NO_PRINTER;
  });
  const copies = jobs.ofDocument(id).map(({ copy }) => copy);
  const job = jobs.add({
    documentId: id,
    printer,
    copy: 1 + Math.max(0, ...copies),
    kind,
    document: documentToJson(document),
    createdMs: clock.nowMs(),
  });
  if (printer === NO_PRINTER) till.ledger.read((view) => putUnservedAside(view, jobs, job));
}
