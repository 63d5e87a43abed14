import { type ReactNode } from "react";

import { ExerciseBar, exerciseRows } from "../components/exercise-bar.tsx";
import { Pane, SideBySide } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { checkingText, FRAME_ROWS, previewText, ScreenFrame } from "../components/screen-frame.tsx";
import { titleRoom } from "../components/title-bar.tsx";
import { helpRows } from "../help-rows.ts";
import { orderRows } from "../order-rows.ts";
import { orderTitle } from "../order-title.ts";
import { type RegisterState } from "../register-state.ts";
import { planOf } from "../register-step.ts";
import { sideRows } from "../side-rows.ts";
import { type TillContext } from "../till-context.ts";

export interface SaleScreenProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
}

/** A sum further away from its goods belongs to nobody. */
const ORDER_WIDTH_MAX = 60;

/** Half of the window, for names that need it. */
export function orderWidth(columns: number): number {
  return Math.min(ORDER_WIDTH_MAX, Math.floor(columns / 2));
}

/** The register and the payment: the order left, what goes with it right, the line below. */
export function SaleScreen({ till, state, time }: SaleScreenProps): ReactNode {
  const { style, columns, rows } = useScreen();
  const height = rows - FRAME_ROWS - exerciseRows(state, { columns, ascii: style.ascii });
  const preview = previewOf(till, state, { columns, ascii: style.ascii });
  return (
    <ScreenFrame
      till={till}
      state={state}
      time={time}
      title={orderTitle(till, state, titleRoom(till, { ascii: style.ascii, columns }))}
      preview={preview}
    >
      <ExerciseBar exercise={state.exercise} />
      <Panes till={till} state={state} height={height} />
    </ScreenFrame>
  );
}

interface PanesProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly height: number;
}

function Panes({ till, state, height }: PanesProps): ReactNode {
  const { style, columns } = useScreen();
  const { ascii, block } = style;
  if (state.showsHelp) {
    return <Pane rows={helpRows(state, { width: columns, height, ascii })} />;
  }
  const orderColumns = orderWidth(columns);
  const width = columns - orderColumns - 1;
  const left = orderRows(till, state, { width: orderColumns, height, ascii });
  return <SideBySide left={left} right={sideRows(till, state, { width, height, ascii, block })} />;
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  size: { readonly columns: number; readonly ascii: boolean },
): string {
  if (state.approval?.person.step === "checking") return checkingText(till, size.ascii);
  return state.approval === undefined ? previewText(till, planOf(till, state), size) : " ";
}
