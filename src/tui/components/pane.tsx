import { Box, Text } from "ink";
import { type ReactNode, memo } from "react";

import { blankRow, type Look, type PaneRow } from "../pane-row.ts";
import { type ScreenStyle } from "../screen-style.ts";
import { useScreen } from "./screen-context.ts";

export interface PaneProps {
  /** As many as the pane is high, each as wide as it. */
  readonly rows: ReadonlyArray<PaneRow>;
}

/** Rows from top to bottom; a row is one text, which keeps Ink's work per key small. */
export function Pane({ rows }: PaneProps): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map(({ text, look }, at) => (
        // Rows have a place and no identity.
        // oxlint-disable-next-line react/no-array-index-key
        <PaneLine key={at} text={text} look={look} />
      ))}
    </Box>
  );
}

export interface SideBySideProps {
  readonly left: PaneProps["rows"];
  readonly right: PaneProps["rows"];
}

/**
 * Two panes with a rule between. Each row is one text too: Ink measures some scripts otherwise than
 * terminals do, and would put what stands beside them into other columns.
 */
export function SideBySide({ left, right }: SideBySideProps): ReactNode {
  const { style, columns } = useScreen();
  return (
    // Room for what Ink takes for wider than it is; the writer cuts at the window's edge.
    <Box flexDirection="column" flexShrink={0} width={columns * 2}>
      {left.map(({ text, look }, at) => {
        const beside = right[at] ?? blankRow;
        const both = [withLook(style, look, text), withLook(style, beside.look, beside.text)];
        // Rows have a place and no identity.
        // oxlint-disable-next-line react/no-array-index-key
        return <DrawnLine key={at} text={both.join(style.vertical)} />;
      })}
    </Box>
  );
}

const DrawnLine = memo(function DrawnLine({ text }: { readonly text: string }): ReactNode {
  return <Text wrap="truncate">{text}</Text>;
});

const PaneLine = memo(function PaneLine({ text, look }: PaneRow): ReactNode {
  const { style } = useScreen();
  return <Text wrap="truncate">{withLook(style, look, text)}</Text>;
});

function withLook(style: ScreenStyle, look: Look, text: string): string {
  // Ink takes an empty text for no row at all.
  if (text === "") return " ";
  const shown = style.shown(text);
  return look === "plain" ? shown : style[look](shown);
}
