/** The pages under F10 7: what is done with a drawer, which one, why, and the X of it. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { askWhy, type SaidWhy, sayWhy, tellCounted } from "../drawer-cash.ts";
import { foreignText, tenderName } from "../drawer-count.ts";
import { type DrawerMenu, type DrawerPage, type DrawerWhy } from "../drawer-state.ts";
import {
  begunOf,
  drawerMeant,
  drawerName,
  leaveDrawer,
  listDrawer,
  toStep,
} from "../drawer-step.ts";
import { type DrawerX, type OpenDrawer } from "../ports/drawer-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { refused, refusedBy, type RegisterState, reported } from "../register-state.ts";
import { does, type Does, type ListRows, numbered, readOnly, signRow } from "../rows/list-row.ts";
import { recording, type TillContext } from "../till-context.ts";
import { listDay } from "./day.ts";
import { type ListKind } from "./list-kind.ts";

export const drawerList = {
  opens: { drawer: (_till, state) => listDrawer(state) },
  title: (words, { page }) => drawerTitle(words, page),
  rows: (till, list, state) => drawerPageRows(till, state, list),
  // A menu is short, and needs none.
  showsWhole: ({ page: { type } }) => type === "x" || type === "which",
} as const satisfies ListKind<"drawer">;

function drawerTitle(words: Words, page: DrawerPage): string {
  const { drawer } = words;
  switch (page.type) {
    case "menu":
      return drawer.title;
    case "which":
      return drawer.which;
    case "why":
      return page.about.type === "move"
        ? words.cashWays[page.about.way]
        : words.drawer[page.about.type === "close" ? "difference" : "title"];
    default:
      return words.drawerMenu.x;
  }
}

/** The signs of the menu: the same digit for the same act, whatever is open. */
const MENU_SIGNS: Readonly<Record<DrawerMenu, string>> = {
  open: "1",
  in: "2",
  out: "3",
  drop: "4",
  tips: "5",
  "no-sale": "6",
  take: "7",
  count: "8",
  close: "9",
  x: "0",
  bank: "-",
  "safe-in": "+",
  "safe-out": "*",
  day: "/",
};

/** What nobody can do while no drawer is open. */
const NEEDS_OPEN: ReadonlySet<DrawerMenu> = new Set<DrawerMenu>([
  "in",
  "out",
  "drop",
  "tips",
  "count",
  "close",
]);

function drawerPageRows(
  till: TillContext,
  state: RegisterState,
  { page, filter }: { readonly page: DrawerPage; readonly filter: string },
): ListRows {
  switch (page.type) {
    case "menu":
      return menuRows(till, state);
    case "which":
      return whichRows(till, state);
    case "why":
      return [...whyRows(till, page.about), ...typedRow(page.about, filter)];
    default:
      return xRows(till, state, page);
  }
}

/** What a row does of somebody who is logged in. */
function whileIn(
  take: (till: TillContext, state: RegisterState, session: TillSession) => RegisterState,
): Does {
  return does((till, state) =>
    state.session === undefined
      ? refused(state, till.words.whyNot.logInFirst)
      : take(till, state, state.session),
  );
}

/** The same, with the list closed. */
function by(
  take: (till: TillContext, closed: RegisterState, session: TillSession) => RegisterState,
): Does {
  return whileIn((till, state, session) =>
    take(till, { ...state, list: undefined, message: undefined }, session),
  );
}

function menuRows(till: TillContext, { session }: RegisterState): ListRows {
  const { drawer, drawerMenu, side } = till.words;
  const all = session?.drawers.list() ?? [];
  const meant = session && drawerMeant(session);
  const others = all.filter(({ id }) => id !== meant?.id);
  const entries = Object.entries(MENU_SIGNS) as ReadonlyArray<[DrawerMenu, string]>;
  return [
    ...entries.map(([what, sign]) => {
      const row = {
        label: drawerMenu[what],
        choice: by((here, closed, of) => fromMenu(here, closed, { session: of, what })),
      };
      if (meant === undefined && NEEDS_OPEN.has(what)) {
        return signRow(sign, { ...row, detail: side.notNow, whyNot: drawer.noneOpen });
      }
      const detail = what === "count" && meant !== undefined ? drawerName(till, meant.name) : "";
      return signRow(sign, { ...row, detail });
    }),
    ...others.map((open) => ({
      sign: "",
      label: drawer.counting({ drawer: drawerName(till, open.name) }),
      detail: sinceText(till, open),
      choice: by((here, closed, of) =>
        beginCount(here, closed, { session: of, id: open.id, closes: true }),
      ),
    })),
  ];
}

function fromMenu(
  till: TillContext,
  state: RegisterState,
  { session, what }: { readonly session: TillSession; readonly what: DrawerMenu },
): RegisterState {
  const { drawers } = session;
  const meant = drawerMeant(session);
  switch (what) {
    case "open":
      return drawers.nextNo() === 1 && !drawers.hasPouch()
        ? toStep(till, state, { type: "float", no: 1 })
        : listDrawer(state, { type: "which" });
    case "take":
      return listDrawer(state, { type: "which" });
    case "x":
      return listDrawer(state, { type: "x", session: meant?.id });
    case "day":
      return state.screen === "drawer" ? listDay(leaveDrawer(till, state)) : listDay(state);
    case "no-sale":
      return askWhy(till, state, { type: "no-sale" });
    case "bank":
    case "safe-in":
    case "safe-out":
      return toStep(till, state, { type: "move", way: what });
    default:
  }
  if (meant === undefined) return refused(state, till.words.drawer.noneOpen);
  const { id } = meant;
  switch (what) {
    case "in":
    case "out":
    case "drop":
    case "tips":
      return toStep(till, state, { type: "move", way: what });
    case "count":
      return beginCount(till, state, { session, id, closes: false });
    case "close": {
      const counted = begunOf(state, id) === undefined ? drawers.counted(id) : undefined;
      return counted?.since === 0
        ? tellCounted(till, state, counted)
        : beginCount(till, state, { session, id, closes: true });
    }
    default:
      return assertNever(what, "drawer");
  }
}

/** Nobody can count a drawer that is shut. */
function beginCount(
  till: TillContext,
  state: RegisterState,
  {
    session,
    id,
    closes,
  }: { readonly session: TillSession; readonly id: EventId; readonly closes: boolean },
): RegisterState {
  session.drawers.openToCount(id);
  return toStep(till, state, { type: "count", session: id, closes, at: null });
}

function sinceText({ words: { drawer } }: TillContext, { since, by }: OpenDrawer): string {
  return drawer.since({ time: since, name: by });
}

/** Returns the drawers that are open here, then those that could be. */
function whichRows(till: TillContext, { session }: RegisterState): ListRows {
  if (session === undefined) return [];
  const { drawers } = session;
  const { drawer } = till.words;
  const here = drawers.list().filter(({ isForHere }) => isForHere);
  const no = drawers.nextNo();
  const opening = { label: drawer.openNo({ no }), choice: opens(no) };
  const pouch = {
    label: drawer.openPouch,
    choice: opens(undefined),
  };
  const rows = [
    ...here.map((open) => ({
      label: drawerName(till, open.name),
      detail: open.isInUse ? drawer.inUse : sinceText(till, open),
      choice: takes(open),
    })),
    opening,
    ...(drawers.hasPouch() ? [] : [pouch]),
  ];
  return numbered(rows, (row) => row);
}

function opens(no: number | undefined): Does {
  return by((till, closed) => toStep(till, closed, { type: "float", no: no ?? null }));
}

function takes({ id }: OpenDrawer): Does {
  return by((till, closed, session) => {
    const taken = session.perform({ act: "take-drawer", session: id });
    if (!taken.ok) return refusedBy(closed, taken.fault);
    const meant = session.drawers.list().find((it) => it.id === id);
    const drawer = meant === undefined ? "" : drawerName(till, meant.name);
    return reported(closed, till.words.drawer.taken({ drawer }));
  });
}

/** Returns the reasons in the shop's language, as reports record them. */
function whyRows(till: TillContext, about: DrawerWhy): ListRows {
  const recorded = wordsFor(recording(till));
  const [labels, reasons] = [till.words, recorded].map((words) =>
    Object.values(reasonsOf(words, about)),
  );
  const rows = numbered(labels ?? [], (label, at) => {
    return { label, choice: says({ about, reason: reasons?.[at] ?? label }) };
  });
  if (about.type !== "close") return rows;
  const choice = says({ about, reason: "", anyway: true });
  return [...rows, { sign: "0", label: till.words.drawer.anyway, detail: "", choice }];
}

function says(said: SaidWhy): Does {
  return whileIn((till, state, session) => sayWhy(till, state, { ...said, session }));
}

function reasonsOf(
  words: TillContext["words"],
  about: DrawerWhy,
): Readonly<Record<string, string>> {
  if (about.type === "no-sale") return words.noSaleReasons;
  if (about.type === "close") return words.differenceReasons;
  const isIn = about.way === "in" || about.way === "safe-in";
  return isIn ? words.payInReasons : words.payOutReasons;
}

/** Returns the row of a typed reason. */
function typedRow(about: DrawerWhy, filter: string): ListRows {
  const reason = filter.trim();
  if (reason === "") return [];
  return [{ sign: "", label: reason, detail: "", choice: says({ about, reason }) }];
}

/** Returns the rows of an X, which are only read, except the one that prints it. */
function xRows(
  till: TillContext,
  state: RegisterState,
  { session: id }: Extract<DrawerPage, { type: "x" }>,
): ListRows {
  const { drawer } = till.words;
  const { drawers } = state.session ?? {};
  if (drawers === undefined) return [];
  const { receipts, total } = drawers.x();
  return [
    signRow("1", { label: drawer.printX, choice: by(printX) }),
    readOnly(drawer.xReceipts, String(receipts)),
    ...(total === undefined ? [] : [readOnly(drawer.xTotal, till.money(total))]),
    ...(id === undefined ? [] : xOfDrawer(till, state, drawers.look(id))),
  ];
}

function printX(
  { words }: TillContext,
  closed: RegisterState,
  session: TillSession,
): RegisterState {
  const printed = session.drawers.printX();
  return printed.ok ? reported(closed, words.drawer.xPrinted) : refusedBy(closed, printed.fault);
}

function xOfDrawer(till: TillContext, state: RegisterState, x: DrawerX | undefined): ListRows {
  const { drawer } = till.words;
  if (x === undefined) return [];
  const cash: ListRows =
    x.cash === undefined
      ? [readOnly(drawer.xHidden)]
      : [
          readOnly(drawer.xCash, till.money(x.cash.own)),
          ...x.cash.foreign.map((sum) => readOnly(sum.currency, foreignText(till, sum))),
        ];
  return [
    readOnly(drawerName(till, x.drawer.name), sinceText(till, x.drawer)),
    ...x.payments.map(({ method, count }) =>
      readOnly(tenderName(till, state, method), `${count} ×`),
    ),
    ...x.slips.map(({ method, amount }) =>
      readOnly(drawer.xSlips({ tender: tenderName(till, state, method) }), till.money(amount)),
    ),
    ...cash,
  ];
}
