import { Box, Text } from "ink";
import TextInput from "ink-text-input";
import { type ReactNode } from "react";

import { drawable, tailOf } from "../cell-text.ts";
import { useScreen } from "./screen-context.ts";

export interface EntryLineProps {
  readonly prompt: string;
  readonly text: string;
  /** Refused: the next character takes its place. */
  readonly isSelected: boolean;
  /** Shown instead of each sign of a PIN. */
  readonly mask?: string;
}

/**
 * The line that is always ready for typing. `ink-text-input` only draws here, without focus: keys come
 * through our own decoder, because its own loses characters of a scan.
 */
export function EntryLine({ prompt, text, isSelected, mask }: EntryLineProps): ReactNode {
  const { style, columns } = useScreen();
  const room = columns - prompt.length - 2;
  // A blank at the end has to be seen.
  const shown = tailOf(drawable(text, style.ascii) + (text.endsWith(" ") ? " " : ""), room);
  return (
    <Box>
      <Text>{style.bold(style.shown(prompt))}</Text>
      {isSelected ? (
        <Text>{style.reverse(shown)}</Text>
      ) : (
        <TextInput
          value={shown}
          focus={false}
          onChange={ignore}
          {...(mask === undefined ? {} : { mask })}
        />
      )}
      <Text>{style.reverse(" ")}</Text>
    </Box>
  );
}

function ignore(): void {
  // Nothing is typed into it.
}
