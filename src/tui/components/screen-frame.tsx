import { Box, Text } from "ink";
import { type ReactNode } from "react";

import { cutTo, drawable } from "../cell-text.ts";
import { entryLineOf } from "../entry-line.ts";
import { type RegisterState } from "../register-state.ts";
import { keptField, statusParts } from "../status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { EntryLine } from "./entry-line.tsx";
import { Footer } from "./footer.tsx";
import { MessageLine } from "./message-line.tsx";
import { useScreen } from "./screen-context.ts";
import { StatusLine } from "./status-line.tsx";
import { TitleBar } from "./title-bar.tsx";

/** Title, rule, line, preview, message, footer, status: the panes have what is left. */
export const FRAME_ROWS = 7;

export interface ScreenFrameProps {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly time: string;
  readonly title: string;
  readonly preview: string;
  /** As high as the window without the frame. */
  readonly children: ReactNode;
}

/** What stands around the panes on every screen. */
export function ScreenFrame({
  till,
  state,
  time,
  title,
  preview,
  children,
}: ScreenFrameProps): ReactNode {
  const { style, columns, rows } = useScreen();
  const { troubles, others } = statusParts(till, state);
  return (
    <Box flexDirection="column" height={rows} width={columns}>
      <TitleBar till={till} title={title} />
      {children}
      <Text>{style.horizontal.repeat(columns)}</Text>
      <EntryLine line={entryLineOf(till, state)} />
      <Text wrap="truncate">{preview}</Text>
      <MessageLine message={state.message} />
      <Footer state={state} />
      <StatusLine troubles={troubles} fields={others} kept={keptField(till)} time={time} />
    </Box>
  );
}

/** What Enter would do, or why nothing. */
export type Previewed =
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "choose" | "ready"; readonly preview: string };

export function previewText(
  { words }: TillContext,
  plan: Previewed,
  { columns, ascii }: { readonly columns: number; readonly ascii: boolean },
): string {
  if (plan.type === "idle") return " ";
  return plan.type === "refused"
    ? cutTo(`   - ${drawable(plan.why, ascii)}`, columns)
    : cutTo(
        `   = ${drawable(plan.preview, ascii)}  (${drawable(words.plan.enter, ascii)})`,
        columns,
      );
}

/** While a PIN is looked at. */
export function checkingText({ words }: TillContext, ascii: boolean): string {
  return `   ${drawable(words.logIn.checking, ascii)}`;
}
