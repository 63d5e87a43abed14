import { Box, Text } from "ink";
import { type ReactNode, memo } from "react";

import { blankRow, type Look, type PaneRow } from "../pane-row.ts";
import { type ScreenStyle } from "../screen-style.ts";
import { useScreen } from "./screen-context.ts";

export interface PaneProps {
  /** As many as the pane is high, each as wide as it. */
  readonly rows: ReadonlyArray<PaneRow>;
}

/** Rows from top to bottom. */
export function Pane({ rows }: PaneProps): ReactNode {
  const { style } = useScreen();
  return <Lines texts={rows.map(({ text, look }) => withLook(style, look, text))} />;
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
    <Lines
      width={columns * 2}
      texts={left.map(({ text, look }, at) => {
        const beside = right[at] ?? blankRow;
        const both = [withLook(style, look, text), withLook(style, beside.look, beside.text)];
        return both.join(style.vertical);
      })}
    />
  );
}

interface LinesProps {
  readonly texts: ReadonlyArray<string>;
  readonly width?: number;
}

/** A row is one text, which keeps Ink's work per key small. */
export function Lines({ texts, width }: LinesProps): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0} {...(width === undefined ? {} : { width })}>
      {texts.map((text, at) => (
        // Rows have a place and no identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Line key={at} text={text} />
      ))}
    </Box>
  );
}

const Line = memo(function Line({ text }: { readonly text: string }): ReactNode {
  return <Text wrap="truncate">{text}</Text>;
});

export function withLook(style: ScreenStyle, look: Look, text: string): string {
  // Ink takes an empty text for no row at all.
  if (text === "") return " ";
  const shown = style.shown(text);
  return look === "plain" ? shown : style[look](shown);
}
