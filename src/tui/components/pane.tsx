import { Box, Text } from "ink";
import { type ReactNode, memo } from "react";

import { type Look, type PaneRow } from "../pane-row.ts";
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

const PaneLine = memo(function PaneLine({ text, look }: PaneRow): ReactNode {
  const { style } = useScreen();
  return <Text wrap="truncate">{withLook(style, look, text)}</Text>;
});

function withLook(style: ScreenStyle, look: Look, text: string): string {
  // Ink takes an empty text for no row at all.
  if (text === "") return " ";
  return look === "plain" ? text : style[look](text);
}
