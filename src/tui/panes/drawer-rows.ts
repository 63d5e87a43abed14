/** The rows beside the order while a drawer is counted, and the rows of the list under F10 7. */

import { minor } from "../../domain/money/amounts.ts";
import { type Counted, countedSoFar, foreignText, tenderName } from "../drawer-count.ts";
import { valueAt } from "../drawer-entry.ts";
import { type DrawerStep } from "../drawer-state.ts";
import { begunHere, drawerName, stepName } from "../drawer-step.ts";
import { type RegisterState } from "../register-state.ts";
import {
  blankRow,
  type PaneRow,
  type PaneRows,
  type PaneSize,
  row,
  windowAround,
} from "../rows/pane-row.ts";
import { drawable, spread } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

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
