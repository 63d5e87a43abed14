import {
  aroundPanes,
  checkingText,
  paneHeight,
  type Looked,
  previewText,
} from "../frame/around-panes.ts";
import { type Frame, type FramePart, panesPart, rowsPart } from "../frame/frame.ts";
import { officeTitle, planOffice } from "../office/office-pages.ts";
import { chosenHelp, officePaneRows, officeSideRows, ROWS_WIDTH } from "../office/office-panes.ts";
import { sideRows } from "../panes/side-rows.ts";
import { type RegisterState } from "../register-state.ts";
import { helpRows } from "../rows/help-rows.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** The back office: what can be changed left, what it may be right, the line below. */
export function officeFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns } = facts;
  return aroundPanes(looked, {
    title: officeTitle(till, state),
    preview: previewOf(till, state, { columns, signs: style.signs }),
    panes: [panesOf(looked)],
  });
}

function panesOf({ till, state, facts }: Looked): FramePart {
  const { style, columns } = facts;
  const { signs, block } = style;
  const height = paneHeight(facts);
  if (state.showsHelp) {
    const size = { width: columns, height, signs };
    return rowsPart(helpRows(state, size, chosenHelp(till, state, size)), style);
  }
  const width = columns - ROWS_WIDTH - 1;
  const isOther = state.list !== undefined || state.approval !== undefined;
  const left = officePaneRows(till, state, { width: ROWS_WIDTH, height, signs });
  const right = isOther
    ? sideRows(till, state, { width, height, signs, block })
    : officeSideRows(till, state, { width, height, signs });
  const beside = { width, rows: right };
  return panesPart([{ width: ROWS_WIDTH, rows: left }, beside], style);
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  size: { readonly columns: number; readonly signs: Signs },
): string {
  if (state.approval?.person.step === "checking") return checkingText(till, size.signs);
  const saving = state.office?.saving;
  if (saving !== undefined) return saving.meanwhile;
  if (state.approval !== undefined || state.list !== undefined) return "";
  return previewText(till, planOffice(till, state), size);
}
