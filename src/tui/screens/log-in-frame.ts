import { aroundPanes, checkingText, FRAME_ROWS, type Looked } from "../frame/around-panes.ts";
import { exerciseRows } from "../frame/exercise-bar.ts";
import { type Frame, rowsPart } from "../frame/frame.ts";
import { howToQuit, whoLeaves } from "../lock.ts";
import { type RegisterState } from "../register-state.ts";
import { helpRows } from "../rows/help-rows.ts";
import { peopleRows, unsettledRows } from "../rows/log-in-rows.ts";
import { type PaneRow, type PaneSize, blankRow, fillPane, row } from "../rows/pane-row.ts";
import { sideRows } from "../rows/side-rows.ts";
import { drawable } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** Who is at the till? The number, then the PIN, which is never shown. */
export function logInFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns, rows } = facts;
  const { signs, block } = style;
  const exercise = exerciseRows(state, { columns, signs });
  const size = { width: columns, height: rows - FRAME_ROWS - exercise.length, signs, block };
  return aroundPanes(looked, {
    title: till.words.logIn.title,
    preview: state.logIn.step === "checking" ? checkingText(till, signs) : "",
    panes: [rowsPart([...exercise, ...paneOf(till, state, size)], style)],
  });
}

function paneOf(
  till: TillContext,
  state: RegisterState,
  size: Parameters<typeof sideRows>[2],
): ReadonlyArray<PaneRow> {
  if (state.showsHelp) return helpRows(state, size);
  if (state.list !== undefined) return sideRows(till, state, size);
  return fillPane(whoRows(till, state, size), size);
}

function whoRows(
  till: TillContext,
  state: RegisterState,
  { width, height, signs }: PaneSize,
): ReadonlyArray<PaneRow> {
  const { shop } = till.port;
  const { logIn } = till.words;
  const staff = till.port.staff();
  const person = staff.find(({ number }) => number === state.logIn.number);
  const name = person?.name ?? logIn.numbered({ number: state.logIn.number });
  const asked = state.logIn.step === "number" ? logIn.who : logIn.askPin({ name });
  const otherwise = state.logIn.step === "number" ? "" : logIn.notThem({ name });
  const before = state.leftBy?.session?.staffName;
  const head = [
    blankRow,
    row(`   ${drawable(shop.name, signs)}`, "bold"),
    blankRow,
    row(`   ${drawable(asked, signs)}`),
    row(`   ${drawable(otherwise, signs)}`),
    ...(before === undefined ? [] : [row(`   ${drawable(logIn.escBack({ before }), signs)}`)]),
    blankRow,
  ];
  const isDemo = staff.some(({ demoPin }) => demoPin !== undefined);
  const demo = shop.training ? till.words.training.pins : logIn.demo;
  const foot = [
    ...(isDemo ? [blankRow, row(`   ${demo}`)] : []),
    blankRow,
    row(`   ${logIn.keeps}`),
    row(`   ${state.isLeaving ? whoLeaves(till, state) : howToQuit(till)}`),
  ];
  const room = height - head.length - foot.length;
  const orders = unsettledRows(till, { width, height: room, signs });
  const people = peopleRows(till, staff, { width, height: room - orders.length, signs });
  return [...head, ...orders, ...people, ...foot];
}
