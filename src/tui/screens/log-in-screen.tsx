import { type ReactNode } from "react";

import { drawable, padEnd } from "../cell-text.ts";
import { ExerciseBar, exerciseRows } from "../components/exercise-bar.tsx";
import { Pane } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { checkingText, FRAME_ROWS, ScreenFrame } from "../components/screen-frame.tsx";
import { helpRows } from "../help-rows.ts";
import { type PaneRow, blankRow, fillPane, row } from "../pane-row.ts";
import { type StaffTile } from "../refusal-port.ts";
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
  return fillPane(whoRows(till, state, size.ascii), size);
}

function whoRows(till: TillContext, state: RegisterState, ascii: boolean): ReadonlyArray<PaneRow> {
  const { shop } = till.port;
  const { logIn } = till.words;
  const staff = till.port.staff();
  const person = staff.find(({ number }) => number === state.logIn.number);
  const name = person?.name ?? logIn.numbered(state.logIn.number);
  const asked = state.logIn.step === "number" ? logIn.who : logIn.askPin(name);
  const otherwise = state.logIn.step === "number" ? "" : logIn.notThem(name);
  const before = state.leftBy?.session?.staffName;
  return [
    blankRow,
    row(`   ${drawable(shop.name, ascii)}`, "bold"),
    blankRow,
    row(`   ${drawable(asked, ascii)}`),
    row(`   ${drawable(otherwise, ascii)}`),
    ...(before === undefined ? [] : [row(`   ${drawable(logIn.escBack(before), ascii)}`)]),
    blankRow,
    ...staffRows(staff, ascii, shop.training ? till.words.training.pins : logIn.demo),
    blankRow,
    row(`   ${logIn.keeps}`),
    row(`   ${state.isLeaving ? logIn.pinToLeave : logIn.leave}`),
  ];
}

/** In two columns; a demo shop shows the PINs, and says that it is one. */
function staffRows(
  staff: ReadonlyArray<StaffTile>,
  ascii: boolean,
  demo: string,
): ReadonlyArray<PaneRow> {
  const tiles = staff.slice(0, 16).map(({ number, name, demoPin }) => {
    const pin = demoPin === undefined ? "" : `  PIN ${demoPin}`;
    return padEnd(`   ${padEnd(number, 4)} ${drawable(name, ascii)}${pin}`, 38);
  });
  const pairs = Array.from({ length: Math.ceil(tiles.length / 2) }, (_, at) =>
    row(tiles.slice(at * 2, at * 2 + 2).join("")),
  );
  const isDemo = staff.some(({ demoPin }) => demoPin !== undefined);
  return isDemo ? [...pairs, blankRow, row(`   ${demo}`)] : pairs;
}
