/**
 * The slips of cash drawers. Where nothing is moved the pulse is a job of its own: it is sent once, at once
 * or never, whatever becomes of the slip.
 */

import { drawerSession } from "../../domain/drawer/drawers.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { markTwice } from "../../domain/text/clock-text.ts";
import { type Locale, localMoney } from "../../domain/text/locale.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { drawerSlipToDocument, type SlipOf } from "../../printer/documents/drawer-slip.ts";
import { paperWords, type PaperWords } from "../../printer/paper-words.ts";
import { drawerLabel } from "../drawer-label.ts";
import { type Till } from "../till/till.ts";
import { DRAWER_DOCUMENT, drawerId } from "./receipt-papers.ts";

interface DrawerPaper {
  readonly documentId: string;
  /** Undefined where no drawer was open. */
  readonly session: EventId | undefined;
  readonly make: () => PrintDocument;
}

/** Returns the papers of a drawer's act; none for any other event. */
export function drawerPapers(
  till: Till,
  view: LedgerView,
  known: KnownEvent | undefined,
): ReadonlyArray<DrawerPaper> {
  switch (known?.kind) {
    case "drawer/opened":
      return [openingOf(known)];
    case "drawer/moved": {
      const { staff = "" } = known.body;
      const what = { type: "moved", body: known.body, of: nameOf(till, staff) } as const;
      return [slipOf(till, view, { known, what, opens: true })];
    }
    case "drawer/no-sale":
      return [
        openingOf(known),
        slipOf(till, view, { known, what: { type: "no-sale", reason: known.body.reason } }),
      ];
    case "drawer/unlocked":
      // A drawer that was opened with its key needs no pulse.
      return known.body.how === "count" ? [openingOf(known)] : [];
    case "drawer/counted": {
      const tenders = tenderNamesOf(view);
      return [slipOf(till, view, { known, what: { type: "counted", body: known.body, tenders } })];
    }
    case "drawer/closed":
      return [slipOf(till, view, { known, what: { type: "closed", body: known.body } })];
    default:
      return [];
  }
}

type DrawerEvent = Extract<
  KnownEvent,
  { readonly kind: `drawer/${"opened" | "moved" | "no-sale" | "unlocked" | "counted" | "closed"}` }
>;

function openingOf(known: DrawerEvent): DrawerPaper {
  const session = sessionOf(known);
  return { documentId: drawerId(known.id), session, make: () => DRAWER_DOCUMENT };
}

function slipOf(
  till: Till,
  view: LedgerView,
  {
    known,
    what,
    opens = false,
  }: { readonly known: DrawerEvent; readonly what: SlipOf; readonly opens?: boolean },
): DrawerPaper {
  return {
    documentId: known.id,
    session: sessionOf(known),
    make: () => {
      const slip = drawerSlipDocument(till, view, { known, what });
      // First, so that the drawer is open while the paper still runs.
      return opens ? { ...slip, blocks: [{ type: "pulse" }, ...slip.blocks] } : slip;
    },
  };
}

function drawerSlipDocument(
  till: Till,
  view: LedgerView,
  { known, what }: { readonly known: DrawerEvent; readonly what: SlipOf },
): PrintDocument {
  const { act } = known;
  const locale = readSetting(view, "language");
  const session = sessionOf(known);
  const place = session === undefined ? undefined : drawerSession(view, session)?.place;
  const at = { wallMs: act.wallMs, offsetMinutes: act.offsetMinutes };
  return drawerSlipToDocument(
    {
      drawer: place === undefined ? undefined : drawerLabel(till, place),
      pouch: place?.pouch === undefined ? undefined : till.staffName(place.pouch),
      till: till.deviceName(),
      at: markTwice(at, till.offsetMinutes),
      who: nameOf(till, act.by),
      approved: nameOf(till, act.approved),
      what,
      demo: till.founding.demo,
      training: isTraining(till.founding),
    },
    { locale, formatMoney: (amount) => localMoney(minor(amount), till.currency, locale) },
  );
}

/** Undefined where the drawer was opened outside of any session. */
function sessionOf({ kind, id, streams }: DrawerEvent): EventId | undefined {
  const [home] = streams;
  if (home === undefined) return undefined;
  const session = streamName(home) as EventId;
  return kind === "drawer/no-sale" && session === id ? undefined : session;
}

function nameOf({ staffName }: Pick<Till, "staffName">, number: string): string {
  return number === "" ? "" : staffName(number);
}

/** The shop's own name of it, or the language's word. */
function tenderNamesOf(view: LedgerView): (method: string) => string {
  const locale: Locale = readSetting(view, "language");
  const ownTenders = readSetting(view, "tenders");
  const words = paperWords(locale);
  return (method) => ownTenders.find(({ id }) => id === method)?.name ?? usualName(method, words);
}

function usualName(method: string, { z }: PaperWords): string {
  if (method === "cash") return z.cash;
  if (method === "voucher") return z.voucher;
  return method === "card" ? z.card : method;
}
