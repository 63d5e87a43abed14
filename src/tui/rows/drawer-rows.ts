/** The rows beside the order while a drawer is counted, and the rows of the list under F10 7. */

import { minor } from "../../domain/money/amounts.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { type Counted, countedSoFar, foreignText, tenderName } from "../drawer-count.ts";
import { valueAt } from "../drawer-entry.ts";
import {
  type DrawerMenu,
  type DrawerPage,
  type DrawerStep,
  type DrawerWhy,
} from "../drawer-state.ts";
import { begunHere, drawerMeant, drawerName, stepName } from "../drawer-step.ts";
import { type DrawerX, type OpenDrawer } from "../ports/drawer-port.ts";
import { type RegisterState } from "../register-state.ts";
import { drawable, spread } from "../terminal/cell-text.ts";
import { recording, type TillContext } from "../till-context.ts";
import { type ListRows, numbered, readOnly, signRow } from "./list-row.ts";
import {
  blankRow,
  type PaneRow,
  type PaneRows,
  type PaneSize,
  row,
  windowAround,
} from "./pane-row.ts";

/** Returns the step's name, its typed lines, and the use of F9. */
export function drawerRows(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const { drawer: step } = state;
  if (step === undefined) return [];
  if (step.type === "counted") return countedRows(till, state, { ...size, step });
  return step.type === "move" ? moveRows(till, state) : countRows(till, state, { ...size, step });
}

function moveRows(till: TillContext, state: RegisterState): PaneRows {
  const { drawer } = till.words;
  const isOfTips = state.drawer?.type === "move" && state.drawer.way === "tips";
  return [
    row(` ${stepName(till, state)}`, "bold"),
    blankRow,
    row(` ${isOfTips ? drawer.typeTips : drawer.typeSum}`),
    ...(isOfTips ? [] : [row(` ${drawer.typeWhy}`)]),
  ];
}

function countRows(
  till: TillContext,
  state: RegisterState,
  {
    width,
    height,
    signs,
    step,
  }: PaneSize & { readonly step: Extract<DrawerStep, { type: "count" | "float" }> },
): PaneRows {
  const { drawer } = till.words;
  const counted = countedSoFar(till, state, begunHere(state));
  const name = stepName(till, state);
  const title =
    step.type === "float" ? drawer.opening({ drawer: name }) : drawer.counting({ drawer: name });
  const value = valueAt(till, step);
  const listed = value === undefined ? pieceRows(till, state, counted) : eachRow(till, counted);
  const pieces = listed.map(([label, money], at) => {
    const isChosen = value !== undefined && at === (step.type === "count" ? step.at : -1);
    return row(
      spread(` ${drawable(label, signs)}`, `${money} `, width),
      isChosen ? "reverse" : "plain",
    );
  });
  const foot = footOf(till, state, { step, counted }).map((text) => row(` ${text}`));
  const sum = row(spread(` ${drawer.together}`, `${till.money(counted.cash.own)} `, width), "bold");
  const room = height - 3 - foot.length;
  const help = drawer.howToCount.map((text) => row(` ${text}`));
  const chosen = step.type === "count" && step.at !== null ? step.at : pieces.length - 1;
  const shown = windowAround(pieces, chosen, room);
  const helps = shown.length + help.length + 1 <= room ? [...help, blankRow] : [];
  return [row(` ${drawable(title, signs)}`, "bold"), ...helps, ...shown, sum, blankRow, ...foot];
}

function pieceRows(
  till: TillContext,
  state: RegisterState,
  { cash, others }: Counted,
): ReadonlyArray<readonly [string, string]> {
  const { drawer } = till.words;
  return [
    ...cash.pieces.map(
      ({ value, count }) =>
        [
          drawer.pieces({ count, value: till.money(minor(value)) }),
          till.money(minor(value * count)),
        ] as const,
    ),
    ...cash.foreign.map((sum) => [sum.currency, foreignText(till, sum)] as const),
    ...others.map(
      ({ method, amount }) => [tenderName(till, state, method), till.money(amount)] as const,
    ),
  ];
}

/** Every coin and note, while the arrows go through them. */
function eachRow(till: TillContext, { cash }: Counted): ReadonlyArray<readonly [string, string]> {
  return till.currency.denominations.map((value) => {
    const count = cash.pieces.find((piece) => piece.value === value)?.count ?? 0;
    const label = till.words.drawer.pieces({ count, value: till.money(minor(value)) });
    return [label, count === 0 ? "" : till.money(minor(value * count))] as const;
  });
}

function footOf(
  till: TillContext,
  state: RegisterState,
  {
    step,
    counted,
  }: {
    readonly step: Extract<DrawerStep, { type: "count" | "float" }>;
    readonly counted: Counted;
  },
): ReadonlyArray<string> {
  const { drawer } = till.words;
  const { drawers } = state.session ?? {};
  if (step.type === "float") {
    const stayed = till.money(drawers?.stayed(step.no ?? undefined).own ?? minor(0));
    return begunHere(state) === undefined
      ? [drawer.asItStayed({ money: stayed })]
      : [drawer.f9Opens];
  }
  if (!step.closes) return [drawer.f9Counts];
  const { leaves } = counted;
  const usual = drawers?.usualFloat() ?? minor(0);
  const asUsual =
    usual === 0 ? drawer.allToSafe : drawer.staysAsUsual({ money: till.money(usual) });
  const stays = leaves === undefined ? asUsual : drawer.staysSaid({ money: till.money(leaves) });
  return [stays, drawer.f9Closes];
}

function countedRows(
  till: TillContext,
  { session, ...state }: RegisterState,
  { width, step, signs }: PaneSize & { readonly step: Extract<DrawerStep, { type: "counted" }> },
): PaneRows {
  const { drawer } = till.words;
  const counted = session?.drawers.counted(step.session);
  if (counted === undefined) return [];
  const lies = Math.max(0, counted.counted + counted.since);
  const leaves = step.leaves ?? counted.stays;
  function sum(label: string, money: string): PaneRow {
    return row(spread(` ${drawable(label, signs)}`, `${drawable(money, signs)} `, width));
  }
  function beside(label: string, has: string, expects: string): PaneRows {
    return [
      sum(`${label}, ${drawer.expected}`, expects),
      sum(`${label}, ${drawer.countedSum}`, has),
    ];
  }
  return [
    row(
      ` ${drawable(drawer.counted({ drawer: drawerName(till, counted.drawer.name) }), signs)}`,
      "bold",
    ),
    blankRow,
    sum(drawer.expected, till.money(counted.expected)),
    sum(drawer.countedSum, till.money(counted.counted)),
    sum(drawer.difference, signed(till, counted.counted - counted.expected)),
    ...(counted.since === 0 ? [] : [sum(drawer.moved, signed(till, counted.since))]),
    ...counted.foreign.flatMap(({ currency, amount, counted: has }) =>
      beside(
        currency,
        foreignText(till, { currency, amount: has }),
        foreignText(till, { currency, amount }),
      ),
    ),
    ...counted.slips.flatMap(({ method, amount, counted: has }) =>
      beside(tenderName(till, { ...state, session }, method), till.money(has), till.money(amount)),
    ),
    blankRow,
    sum(drawer.stays, till.money(leaves)),
    sum(drawer.toSafe, till.money(minor(lies - leaves))),
    blankRow,
    row(` ${drawer.f9ClosesIt}`),
    row(` ${drawer.countAgain}`),
  ];
}

function signed(till: TillContext, amount: number): string {
  return `${amount > 0 ? "+" : ""}${till.money(minor(amount))}`;
}

export function drawerTitle(words: Words, page: DrawerPage): string {
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

export function drawerPageRows(
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

function menuRows(till: TillContext, { session }: RegisterState): ListRows {
  const { drawer, drawerMenu, side } = till.words;
  const all = session?.drawers.list() ?? [];
  const meant = session && drawerMeant(session);
  const others = all.filter(({ id }) => id !== meant?.id);
  const entries = Object.entries(MENU_SIGNS) as ReadonlyArray<[DrawerMenu, string]>;
  return [
    ...entries.map(([what, sign]) => {
      const row = { label: drawerMenu[what], choice: { type: "drawer-menu", what } } as const;
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
      choice: { type: "drawer-count" as const, session: open.id },
    })),
  ];
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
  const opening = { label: drawer.openNo({ no }), choice: { type: "drawer-float", no } } as const;
  const pouch = {
    label: drawer.openPouch,
    choice: { type: "drawer-float", no: undefined },
  } as const;
  const rows = [
    ...here.map((open) => ({
      label: drawerName(till, open.name),
      detail: open.isInUse ? drawer.inUse : sinceText(till, open),
      choice: { type: "drawer-take" as const, session: open.id },
    })),
    opening,
    ...(drawers.hasPouch() ? [] : [pouch]),
  ];
  return numbered(rows, (row) => row);
}

/** Returns the reasons in the shop's language, as reports record them. */
function whyRows(till: TillContext, about: DrawerWhy): ListRows {
  const recorded = wordsFor(recording(till));
  const [labels, reasons] = [till.words, recorded].map((words) =>
    Object.values(reasonsOf(words, about)),
  );
  const rows = numbered(labels ?? [], (label, at) => {
    return { label, choice: { type: "drawer-why", about, reason: reasons?.[at] ?? label } };
  });
  if (about.type !== "close") return rows;
  const choice = { type: "drawer-why", about, reason: "", anyway: true } as const;
  return [...rows, { sign: "0", label: till.words.drawer.anyway, detail: "", choice }];
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
  return [{ sign: "", label: reason, detail: "", choice: { type: "drawer-why", about, reason } }];
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
    signRow("1", { label: drawer.printX, choice: { type: "drawer-print" } }),
    readOnly(drawer.xReceipts, String(receipts)),
    ...(total === undefined ? [] : [readOnly(drawer.xTotal, till.money(total))]),
    ...(id === undefined ? [] : xOfDrawer(till, state, drawers.look(id))),
  ];
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
