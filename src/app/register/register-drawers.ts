/** Cash drawers at the register: what a person there sees of them, and does with them. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  type DrawerRef,
  drawerSession,
  type DrawerSession,
  lastSessionOf,
  leftIn,
} from "../../domain/drawer/drawers.ts";
import { OPEN_DRAWER_TAG } from "../../domain/folds/drawer-sums.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import {
  type CountedDrawer,
  type DrawerDesk,
  type DrawerName,
  type OpenDrawer,
  type TillX,
} from "../../tui/ports/drawer-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { queueDayPaper, xBody, xDocument } from "../day/z-papers.ts";
import { maySeeCash } from "../drawers/drawer-seen.ts";
import {
  canOpenToCount,
  drawerHere,
  listOpenDrawers,
  opensByPrinter,
  openToCount,
} from "../drawers/drawers.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { type Desk } from "./register-desk.ts";

export function drawerActions(desk: Desk): DrawerDesk {
  return { ...looks(desk), ...counts(desk), ...papers(desk) };
}

function looks(
  desk: Desk,
): Pick<
  DrawerDesk,
  "list" | "named" | "nextNo" | "hasPouch" | "stayed" | "usualFloat" | "counted" | "look"
> {
  const { till, actor } = desk;
  const { ledger } = till;

  function openHere(): ReadonlyArray<DrawerSession> {
    return listOpenDrawers(till).filter(({ place }) => isForHere(desk, place));
  }

  return {
    list: () => {
      const all = listOpenDrawers(till).map((session) => shownDrawer(desk, session));
      return all.toSorted((a, b) => placeInList(a) - placeInList(b));
    },
    named: () => {
      // The check comes first, because it runs with each key, and expected cash is only added up
      // where there is more than one drawer.
      if (ledger.read((view) => view.tagged(OPEN_DRAWER_TAG)).length < 2) return undefined;
      if (openHere().length < 2) return undefined;
      const session = drawerHere(till, actor);
      return session && shownDrawerName(till, session.place);
    },
    nextNo: () => {
      const numbers = new Set(openHere().map(({ place }) => place.no));
      let no = 1;
      while (numbers.has(no)) no += 1;
      return no;
    },
    hasPouch: () => openHere().some(({ place }) => place.pouch === actor.number),
    stayed: (no) => {
      const { device } = ledger.identity.key;
      const place = no === undefined ? { device, pouch: actor.number } : { device, no };
      return ledger.read((view) => leftIn(lastSessionOf(view, place)));
    },
    usualFloat: () => minor(ledger.read((view) => readSetting(view, "float"))),
    counted: (id) => {
      const session = ledger.read((view) => drawerSession(view, id));
      // Another person's count would tell the expected amount to a person who counts blind.
      const isSeen = session?.count?.by === actor.number || maySeeCash(till, actor);
      return session?.count !== undefined && isSeen ? countedDrawer(desk, session) : undefined;
    },
    look: (id) => {
      const session = ledger.read((view) => drawerSession(view, id));
      if (session === undefined) return undefined;
      const { own, foreign, others, payments } = session.expected;
      const cash = maySeeCash(till, actor) ? { own, foreign } : undefined;
      return { drawer: shownDrawer(desk, session), payments, slips: others, cash };
    },
  };
}

/** The till's own by their numbers, then the pouch, then what stands elsewhere. */
function placeInList({ isForHere, name: { no } }: OpenDrawer): number {
  if (!isForHere) return 2;
  return no === undefined ? 1 : 0;
}

function papers(desk: Desk): Pick<DrawerDesk, "x" | "printX"> {
  const { till, actor, open } = desk;
  let seen: { readonly arrival: number; readonly x: TillX } | undefined;
  return {
    x: () => {
      // The papers are read from the chain once, because each part of a frame asks for them.
      const arrival = till.ledger.store.lastArrival();
      if (seen?.arrival !== arrival) {
        const { figures, total } = xBody(till);
        const shownTotal = maySeeCash(till, actor) ? total : undefined;
        seen = { arrival, x: { receipts: figures["receipts"] ?? 0, total: shownTotal } };
      }
      return seen.x;
    },
    printX: () => {
      const body = xBody(till);
      const document = xDocument({ till, clock: open.clock }, { body, viewer: actor });
      const id = `x/${body.till}:${body.to}/${open.clock.nowMs()}`;
      return printDayPaper(desk, { id, document });
    },
  };
}

/** Queues the paper; it is printed at the next look at the printers. */
export function printDayPaper(
  { open, wakePrinters, ...desk }: Desk,
  paper: Parameters<typeof queueDayPaper>[1],
): Result<void, Refusal> {
  const full = tryStore(() => {
    queueDayPaper(open, paper);
  }, desk.locale());
  if (typeof full === "string") return err({ message: full });
  wakePrinters();
  return ok(undefined);
}

function counts(desk: Desk): Pick<DrawerDesk, "opensByPrinter" | "openToCount"> {
  const { till, actor } = desk;
  return {
    opensByPrinter: () => opensByPrinter(till),
    // A person who may not count is refused when they do; a drawer that stays shut opens by its
    // key.
    openToCount: (session) => {
      const found = till.ledger.read((view) => drawerSession(view, session));
      if (found === undefined || !canOpenToCount(till, found) || !desk.prepare().ok) return;
      tryStore(() => openToCount(till, actor, session), desk.locale());
      desk.wakePrinters();
    },
  };
}

function isForHere({ till, actor }: Desk, { device, pouch }: DrawerRef): boolean {
  return pouch === undefined ? device === till.ledger.identity.key.device : pouch === actor.number;
}

function shownDrawer(desk: Desk, { id, place, opened }: DrawerSession): OpenDrawer {
  const { till, actor, open } = desk;
  return {
    id,
    name: shownDrawerName(till, place),
    since: shopTimeText(till, opened.wallMs, open.clock.nowMs()),
    by: till.staffName(opened.by),
    isInUse: drawerHere(till, actor)?.id === id,
    isForHere: isForHere(desk, place),
  };
}

export function shownDrawerName(till: Till, { device, no, pouch }: DrawerRef): DrawerName {
  return {
    no,
    pouch: pouch === undefined ? undefined : till.staffName(pouch),
    elsewhere: elsewhere(till, device),
  };
}

function elsewhere({ ledger }: Till, device: DeviceId): string | undefined {
  if (device === ledger.identity.key.device) return undefined;
  return ledger.admission().get(device)?.name ?? "?";
}

function countedDrawer(desk: Desk, session: DrawerSession): CountedDrawer {
  const body = session.count?.body;
  if (body === undefined) throw new Error("Nobody has counted that drawer.");
  const { cash, expected, others } = body;
  const since = minor(session.expected.own - expected.own);
  const usual = desk.till.ledger.read((view) => readSetting(view, "float"));
  const currencies = new Set([...expected.foreign, ...cash.foreign].map((it) => it.currency));
  const methods = new Set([...expected.others, ...others].map((it) => it.method));
  return {
    drawer: shownDrawer(desk, session),
    expected: expected.own,
    counted: cash.own,
    since,
    foreign: [...currencies].map((currency) => ({
      currency,
      amount: sumOf(expected.foreign.filter((it) => it.currency === currency)),
      counted: sumOf(cash.foreign.filter((it) => it.currency === currency)),
    })),
    slips: [...methods].map((method) => ({
      method,
      amount: sumOf(expected.others.filter((it) => it.method === method)),
      counted: sumOf(others.filter((it) => it.method === method)),
    })),
    stays: minor(Math.min(usual, Math.max(0, cash.own + since))),
  };
}

function sumOf(sums: ReadonlyArray<{ readonly amount: number }>): ReturnType<typeof minor> {
  return minor(sums.reduce((sum, { amount }) => sum + amount, 0));
}
