import { Box, Text } from "ink";
import TextInput from "ink-text-input";
import { type ReactNode } from "react";

import { drawEntryLine, type EntryLineText } from "../entry-line.ts";
import { useScreen } from "./screen-context.ts";

/**
 * The line that is always ready for typing. `ink-text-input` only draws here, without focus: keys come
 * through our own decoder, because its own loses characters of a scan.
 */
export function EntryLine({ line }: { readonly line: EntryLineText }): ReactNode {
  const { prompt, typed, cursor } = drawEntryLine(line, useScreen());
  return (
    <Box>
      <Text>{prompt}</Text>
      <TextInput value={typed} focus={false} onChange={ignore} />
      <Text>{cursor}</Text>
    </Box>
  );
}

function ignore(): void {
  // Nothing is typed into it.
}
