import { type ReactNode } from "react";

import { drawable } from "../cell-text.ts";
import { ExerciseBar, exerciseRows } from "../components/exercise-bar.tsx";
import { Pane } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { checkingText, FRAME_ROWS, ScreenFrame } from "../components/screen-frame.tsx";
import { helpRows } from "../help-rows.ts";
import { howToQuit, whoLeaves } from "../lock.ts";
import { peopleRows, unsettledRows } from "../log-in-rows.ts";
import { type PaneRow, type PaneSize, blankRow, fillPane, row } from "../pane-row.ts";
import { type RegisterState } from "../register-state.ts";
import { sideRows } from "../side-rows.ts";
import { type TillContext } from "../till-context.ts";

export interface LogInScreenProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
}

/** Who is at the till? The number, then the PIN, which is never shown. */
export function LogInScreen({ till, state, time }: LogInScreenProps): ReactNode {
  const { style, columns, rows } = useScreen();
  const size = {
    width: columns,
    height: rows - FRAME_ROWS - exerciseRows(state, { columns, ascii: style.ascii }),
    ascii: style.ascii,
  };
  const { words } = till;
  const { step } = state.logIn;
  return (
    <ScreenFrame
      till={till}
      state={state}
      time={time}
      title={words.logIn.title}
      preview={step === "checking" ? checkingText(till, style.ascii) : " "}
    >
      <ExerciseBar exercise={state.exercise} />
      <Pane rows={paneOf(till, state, { ...size, block: style.block })} />
    </ScreenFrame>
  );
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
  { width, height, ascii }: PaneSize,
): ReadonlyArray<PaneRow> {
  const { shop } = till.port;
  const { logIn } = till.words;
  const staff = till.port.staff();
  const person = staff.find(({ number }) => number === state.logIn.number);
  const name = person?.name ?? logIn.numbered(state.logIn.number);
  const asked = state.logIn.step === "number" ? logIn.who : logIn.askPin(name);
  const otherwise = state.logIn.step === "number" ? "" : logIn.notThem(name);
  const before = state.leftBy?.session?.staffName;
  const head = [
    blankRow,
    row(`   ${drawable(shop.name, ascii)}`, "bold"),
    blankRow,
    row(`   ${drawable(asked, ascii)}`),
    row(`   ${drawable(otherwise, ascii)}`),
    ...(before === undefined ? [] : [row(`   ${drawable(logIn.escBack(before), ascii)}`)]),
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
  const orders = unsettledRows(till, { width, height: room, ascii });
  const people = peopleRows(till, staff, { width, height: room - orders.length, ascii });
  return [...head, ...orders, ...people, ...foot];
}
