import { Box, Text } from "ink";
import { type ReactNode } from "react";

import { cutTo, drawable } from "../cell-text.ts";
import { ApprovalLine } from "../components/approval-line.tsx";
import { EntryLine } from "../components/entry-line.tsx";
import { Footer } from "../components/footer.tsx";
import { MessageLine } from "../components/message-line.tsx";
import { Pane } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { StatusLine } from "../components/status-line.tsx";
import { TitleBar } from "../components/title-bar.tsx";
import { helpRows } from "../help-rows.ts";
import { officePaneRows, officeSideRows, officeTitle } from "../office/office-panes.ts";
import { isPinRow } from "../office/office-people.ts";
import { planOffice } from "../office/office-plan.ts";
import { officeWords } from "../office/office-words.ts";
import { type RegisterState } from "../register-state.ts";
import { sideRows } from "../side-rows.ts";
import { statusFields } from "../status-fields.ts";
import { type TillContext } from "../till-context.ts";

export interface OfficeScreenProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
}

/** Title, rule, line, preview, message, footer, status. */
const OTHER_ROWS = 7;
const ROWS_WIDTH = 46;

/** The back office: what can be changed left, what it may be right, the line below. */
export function OfficeScreen({ till, state, time }: OfficeScreenProps): ReactNode {
  const { style, columns, rows } = useScreen();
  const mask = isPinRow(state) ? { mask: "*" } : {};
  return (
    <Box flexDirection="column" height={rows} width={columns}>
      <TitleBar till={till} title={officeTitle(till, state)} />
      <Panes till={till} state={state} height={rows - OTHER_ROWS} />
      <Text>{style.horizontal.repeat(columns)}</Text>
      {state.approval === undefined ? (
        <EntryLine
          prompt=" > "
          text={state.office?.text ?? ""}
          isSelected={state.isTextRefused}
          {...mask}
        />
      ) : (
        <ApprovalLine till={till} approval={state.approval} />
      )}
      <Text wrap="truncate">{previewOf(till, state, { columns, ascii: style.ascii })}</Text>
      <MessageLine message={state.message} />
      <Footer state={state} />
      <StatusLine fields={statusFields(till, state)} time={time} />
    </Box>
  );
}

interface PanesProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly height: number;
}

function Panes({ till, state, height }: PanesProps): ReactNode {
  const { style, columns } = useScreen();
  const { ascii, block, vertical } = style;
  if (state.showsHelp) {
    return <Pane rows={helpRows(state, { width: columns, height, ascii })} />;
  }
  const width = columns - ROWS_WIDTH - 1;
  const rule = Array.from({ length: height }, () => ({ text: vertical, look: "plain" as const }));
  const isOther = state.list !== undefined || state.approval !== undefined;
  return (
    <Box height={height}>
      <Pane rows={officePaneRows(till, state, { width: ROWS_WIDTH, height, ascii })} />
      <Pane rows={rule} />
      <Pane
        rows={
          isOther
            ? sideRows(till, state, { width, height, ascii, block })
            : officeSideRows(till, state, { width, height, ascii })
        }
      />
    </Box>
  );
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  { columns, ascii }: { readonly columns: number; readonly ascii: boolean },
): string {
  const w = officeWords(till);
  if (state.approval?.person.step === "checking") return "   checking the PIN...";
  if (state.office?.saving !== undefined) return w.savingPin;
  if (state.approval !== undefined || state.list !== undefined) return " ";
  const plan = planOffice(till, state);
  if (plan.type === "idle") return " ";
  return plan.type === "refused"
    ? cutTo(`   - ${drawable(plan.why, ascii)}`, columns)
    : cutTo(`   = ${drawable(plan.preview, ascii)}  (Enter)`, columns);
}
