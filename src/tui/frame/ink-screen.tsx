/**
 * Ink's part: it lays out the frame that stands there once nobody types, and draws it over the painted
 * one. The two are the same; where they are not, this one counts.
 *
 * It is loaded after the first frame, because it takes longer to load than all that the frame needs.
 */

import { Readable } from "node:stream";

import { Box, render, Text } from "ink";
import TextInput from "ink-text-input";
import { memo, type ReactNode } from "react";

import { type DrawnEntryLine } from "../entry-line.ts";
import { type FrameStream } from "../terminal/cell-writer.ts";
import { type Frame } from "./frame.ts";

export interface InkScreen {
  readonly show: (frame: Frame) => void;
  readonly close: () => void;
}

export type OpenInkScreen = typeof openInkScreen;

/** `onFault` is told what ends Ink by itself. */
export function openInkScreen(
  frames: FrameStream,
  first: Frame,
  onFault: (error: unknown) => void,
): InkScreen {
  const ink = render(tree(frames, first), {
    stdout: frames,
    // Never read: Ink would make keys of it in its own way.
    stdin: new Readable({ read: () => undefined }),
    stderr: frames,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
    // Whole frames, each at once: the writer finds what has changed.
    debug: true,
  });
  void ink.waitUntilExit().catch(onFault);
  return {
    show: (frame) => ink.rerender(tree(frames, frame)),
    close: () => ink.unmount(),
  };
}

function tree({ columns, rows }: FrameStream, frame: Frame): ReactNode {
  const { typing } = frame;
  return (
    <Box flexDirection="column" height={rows} width={columns} overflow="hidden">
      {/* Room for what Ink takes for wider than terminals do; the writer cuts at the window's edge. */}
      <Box flexDirection="column" flexShrink={0} width={columns * 2}>
        {frame.rows.map((text, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a row has a place and no identity
          <Row key={at} text={text} line={at === typing?.at ? typing.line : undefined} />
        ))}
      </Box>
    </Box>
  );
}

interface RowProps {
  readonly text: string;
  /** Of the row that is typed on. */
  readonly line: DrawnEntryLine | undefined;
}

/** A row is one text, which keeps Ink's work small; it takes an empty one for no row at all. */
const Row = memo(function Row({ text, line }: RowProps): ReactNode {
  if (line !== undefined) return <EntryLine line={line} />;
  return <Text wrap="truncate">{text === "" ? " " : text}</Text>;
});

/**
 * The line that is always ready for typing. `ink-text-input` only draws here, without focus: keys come
 * through our own decoder, because its own loses characters of a scan.
 */
function EntryLine({ line }: { readonly line: DrawnEntryLine }): ReactNode {
  return (
    <Box>
      <Text>{line.prompt}</Text>
      <TextInput value={line.typed} focus={false} onChange={ignore} />
      <Text>{line.cursor}</Text>
    </Box>
  );
}

function ignore(): void {
  // Nothing is typed into it.
}
