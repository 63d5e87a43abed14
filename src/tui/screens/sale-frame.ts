import {
  aroundPanes,
  checkingText,
  FRAME_ROWS,
  type Looked,
  previewText,
} from "../frame/around-panes.ts";
import { exerciseRows } from "../frame/exercise-bar.ts";
import { type Frame, type FramePart, panesPart, rowsPart } from "../frame/frame.ts";
import { titleRoom } from "../frame/title-line.ts";
import { type RegisterState } from "../register-state.ts";
import { planOf } from "../register-step.ts";
import { helpRows } from "../rows/help-rows.ts";
import { orderRows } from "../rows/order-rows.ts";
import { orderTitle, titleLead } from "../rows/order-title.ts";
import { planPane } from "../rows/plan-rows.ts";
import { sideRows } from "../rows/side-rows.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** A sum further away from its goods belongs to nobody. */
const ORDER_WIDTH_MAX = 60;

/** Half of the window, for names that need it. */
export function orderWidth(columns: number): number {
  return Math.min(ORDER_WIDTH_MAX, Math.floor(columns / 2));
}

/** The register and the payment: the order left, what goes with it right, the line below. */
export function saleFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns, rows } = facts;
  const { signs } = style;
  const exercise = exerciseRows(state, { columns, signs });
  const height = rows - FRAME_ROWS - exercise.length;
  return aroundPanes(looked, {
    title: orderTitle(till, state, titleRoom(till, { signs, columns })),
    lead: titleLead(till, state),
    preview: previewOf(till, state, { columns, signs }),
    panes: [rowsPart(exercise, style), panesOf(looked, height)],
  });
}

function panesOf({ till, state, facts }: Looked, height: number): FramePart {
  const { style, columns } = facts;
  const { signs, block } = style;
  if (state.showsHelp) return rowsPart(helpRows(state, { width: columns, height, signs }), style);
  if (state.list?.type === "plan" && state.approval === undefined) {
    const size = { width: columns, height, signs, list: state.list };
    return rowsPart(planPane(till, state, size), style);
  }
  const orderColumns = orderWidth(columns);
  const width = columns - orderColumns - 1;
  const left = orderRows(till, state, { width: orderColumns, height, signs });
  const right = sideRows(till, state, { width, height, signs, block });
  return panesPart(
    [
      { width: orderColumns, rows: left },
      { width, rows: right },
    ],
    style,
  );
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  size: { readonly columns: number; readonly signs: Signs },
): string {
  if (state.approval?.person.step === "checking") return checkingText(till, size.signs);
  return state.approval === undefined ? previewText(till, planOf(till, state), size) : "";
}
