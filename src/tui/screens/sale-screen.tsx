import { Box, Text } from "ink";
import { type ReactNode } from "react";

import { assertNever } from "../../domain/assert-never.ts";
import { cutTo, drawable } from "../cell-text.ts";
import { ApprovalLine } from "../components/approval-line.tsx";
import { EntryLine } from "../components/entry-line.tsx";
import { ExerciseBar, exerciseRows } from "../components/exercise-bar.tsx";
import { Footer } from "../components/footer.tsx";
import { MessageLine } from "../components/message-line.tsx";
import { Pane, SideBySide } from "../components/pane.tsx";
import { useScreen } from "../components/screen-context.ts";
import { StatusLine } from "../components/status-line.tsx";
import { TitleBar } from "../components/title-bar.tsx";
import { helpRows } from "../help-rows.ts";
import { orderRows } from "../order-rows.ts";
import { type RegisterState } from "../register-state.ts";
import { planOf } from "../register-step.ts";
import { sideRows } from "../side-rows.ts";
import { statusFields } from "../status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words/words.ts";

export interface SaleScreenProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
}

/** Title, rule, line, preview, message, footer, status. */
const OTHER_ROWS = 7;
/** Always the same, so that money keeps its column when the window grows. */
const ORDER_WIDTH = 40;

/** The register and the payment: the order left, what goes with it right, the line below. */
export function SaleScreen({ till, state, time }: SaleScreenProps): ReactNode {
  const { style, columns, rows } = useScreen();
  const height = rows - OTHER_ROWS - exerciseRows(state);
  const isPayment = state.screen === "payment";
  return (
    <Box flexDirection="column" height={rows} width={columns}>
      <TitleBar till={till} title={titleOf(state)} />
      <ExerciseBar exercise={state.exercise} />
      <Panes till={till} state={state} height={height} />
      <Text>{style.horizontal.repeat(columns)}</Text>
      {state.approval === undefined ? (
        <EntryLine
          prompt={isPayment ? ` ${till.words.side.givenPrompt} > ` : " > "}
          text={state.text}
          isSelected={state.isTextRefused}
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
  const { ascii, block } = style;
  if (state.showsHelp) {
    return <Pane rows={helpRows(state, { width: columns, height, ascii })} />;
  }
  const width = columns - ORDER_WIDTH - 1;
  const left = orderRows(till, state, { width: ORDER_WIDTH, height, ascii });
  return <SideBySide left={left} right={sideRows(till, state, { width, height, ascii, block })} />;
}

function titleOf(state: RegisterState): string {
  const { order } = state;
  const words = wordsFor(state);
  const service = words.services[order?.service ?? state.service];
  if (order === undefined) return words.order.titleNew(service);
  const say = state.screen === "payment" ? words.order.titlePay : words.order.title;
  return say(order.number, service);
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  { columns, ascii }: { readonly columns: number; readonly ascii: boolean },
): string {
  if (state.approval?.person.step === "checking") {
    return `   ${drawable(till.words.logIn.checking, ascii)}`;
  }
  if (state.approval !== undefined) return " ";
  const plan = planOf(till, state);
  switch (plan.type) {
    case "idle":
      return " ";
    case "refused":
      return cutTo(`   - ${drawable(plan.why, ascii)}`, columns);
    case "choose":
    case "ready":
      return cutTo(`   = ${drawable(plan.preview, ascii)}  (Enter)`, columns);
    default:
      return assertNever(plan, "plan");
  }
}
