import { type ReactNode } from "react";

import { Pane, SideBySide } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { checkingText, FRAME_ROWS, previewText, ScreenFrame } from "../components/screen-frame.tsx";
import { helpRows } from "../help-rows.ts";
import { officePaneRows, officeSideRows, officeTitle } from "../office/office-panes.ts";
import { planOffice } from "../office/office-plan.ts";
import { savingText } from "../office/office-saving.ts";
import { type RegisterState } from "../register-state.ts";
import { sideRows } from "../side-rows.ts";
import { type TillContext } from "../till-context.ts";

export interface OfficeScreenProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
}

const ROWS_WIDTH = 46;

/** The back office: what can be changed left, what it may be right, the line below. */
export function OfficeScreen({ till, state, time }: OfficeScreenProps): ReactNode {
  const { style, columns, rows } = useScreen();
  return (
    <ScreenFrame
      till={till}
      state={state}
      time={time}
      title={officeTitle(till, state)}
      preview={previewOf(till, state, { columns, ascii: style.ascii })}
    >
      <Panes till={till} state={state} height={rows - FRAME_ROWS} />
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
  const width = columns - ROWS_WIDTH - 1;
  const isOther = state.list !== undefined || state.approval !== undefined;
  const left = officePaneRows(till, state, { width: ROWS_WIDTH, height, ascii });
  const right = isOther
    ? sideRows(till, state, { width, height, ascii, block })
    : officeSideRows(till, state, { width, height, ascii });
  return <SideBySide left={left} right={right} />;
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  size: { readonly columns: number; readonly ascii: boolean },
): string {
  if (state.approval?.person.step === "checking") return checkingText(till, size.ascii);
  const saving = state.office?.saving;
  if (saving !== undefined) return savingText(till.words, saving);
  if (state.approval !== undefined || state.list !== undefined) return " ";
  return previewText(till, planOffice(till, state), size);
}
