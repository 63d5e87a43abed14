/**
 * The screen as an Ink tree: React finds what has changed, Yoga lays panes and rows out, and the rows go
 * to the cell writer as they stand in Ink's nodes.
 *
 * Ink's own drawing is not used: it makes two thousand cells anew for each frame and measures every row
 * again, 3 to 4 ms of a key, and it writes past the cell writer. So the root's `onRender`, which Ink calls
 * after each layout, is ours. What Ink itself draws (at the first commit, and when it ends) goes nowhere.
 *
 * It is loaded after the first frame, because it takes longer to load than all that the frame needs.
 */

import { Readable, Writable } from "node:stream";

import { Box, type DOMElement, render, Text } from "ink";
import TextInput from "ink-text-input";
import { Fragment, memo, type ReactNode, type Ref } from "react";

import { type DrawnEntryLine } from "../entry-line.ts";
import { type CellWriter } from "../terminal/cell-writer.ts";
import { type Frame, type FramePart, typedRow } from "./frame.ts";

export interface InkScreen {
  /** Draws the frame before it returns. */
  readonly show: (frame: Frame) => void;
  readonly close: () => void;
}

export type OpenInkScreen = typeof openInkScreen;

/** Draws the first frame before it returns. `onFault` is told what ends Ink by itself. */
export function openInkScreen(
  writer: Pick<CellWriter, "paint" | "size">,
  first: Frame,
  onFault: (error: unknown) => void,
): InkScreen {
  let shown: Frame = [];
  let root: DOMElement | undefined;
  const nowhere = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), {
    isTTY: true as const,
    ...writer.size(),
  });

  function onBox(box: DOMElement | null): void {
    root = box?.parentNode;
    if (root !== undefined) root.onRender = draw;
  }

  function draw(): void {
    if (root !== undefined) writer.paint(rowsIn(root), typedRow(shown));
  }

  function tree(): ReactNode {
    return <Screen frame={shown} size={Object.assign(nowhere, writer.size())} onBox={onBox} />;
  }

  function show(frame: Frame): void {
    shown = frame;
    ink.rerender(tree());
  }

  // Empty at first: `onRender` is ours from the second commit on, and what Ink draws by itself is dear.
  const ink = render(tree(), {
    stdout: nowhere as unknown as NodeJS.WriteStream,
    // Ink never reads this stream, because it would decode keys in its own way.
    stdin: new Readable({ read: () => undefined }) as unknown as NodeJS.ReadStream,
    stderr: nowhere as unknown as NodeJS.WriteStream,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
    // Each frame at once: no timer of Ink's stands between a key and its frame.
    debug: true,
  });
  void ink.waitUntilExit().catch(onFault);
  show(first);
  return { show, close: () => ink.unmount() };
}

interface ScreenProps {
  readonly frame: Frame;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly onBox: Ref<DOMElement>;
}

function Screen({ frame, size, onBox }: ScreenProps): ReactNode {
  return (
    <Box ref={onBox} flexDirection="column" height={size.rows} width={size.columns}>
      {frame.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a part has a place and no identity
        <Part key={at} part={part} />
      ))}
    </Box>
  );
}

function Part({ part }: { readonly part: FramePart }): ReactNode {
  if (part.type === "line") return <EntryLine line={part.line} />;
  if (part.type === "rows") return <Rows rows={part.rows} />;
  const { panes, rule } = part;
  const rules = (panes[0]?.rows ?? []).map(() => rule);
  return (
    <Box flexShrink={0}>
      {panes.map(({ width, rows }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a pane has a place and no identity
        <Fragment key={at}>
          {at > 0 && <Rows rows={rules} width={1} />}
          <Rows rows={rows} width={width} />
        </Fragment>
      ))}
    </Box>
  );
}

interface RowsProps {
  readonly rows: ReadonlyArray<string>;
  readonly width?: number;
}

/**
 * The rows are lines of one text: with a text for each, React and Yoga took twice as long. Most panes are
 * after a key what they were before it.
 */
const Rows = memo(function Rows({ rows, width }: RowsProps): ReactNode {
  return (
    <Box flexShrink={0} height={rows.length} {...(width === undefined ? {} : { width })}>
      <Text wrap="truncate">{rows.join("\n")}</Text>
    </Box>
  );
}, isSameRows);

function isSameRows(before: RowsProps, now: RowsProps): boolean {
  return (
    before.width === now.width &&
    before.rows.length === now.rows.length &&
    before.rows.every((text, at) => text === now.rows[at])
  );
}

/**
 * The line that is always ready for typing. `ink-text-input` only shows here, without focus: keys come
 * through our own decoder, because its own loses characters of a scan. It is another one for each text:
 * one that is given a new text asks to be drawn once more, and React gives up after fifty such in a turn.
 */
const EntryLine = memo(function EntryLine({ line }: { readonly line: DrawnEntryLine }): ReactNode {
  return (
    <Text wrap="truncate">
      {line.prompt}
      <TextInput key={line.typed} value={line.typed} focus={false} onChange={ignore} />
      {line.cursor}
    </Text>
  );
});

function ignore(): void {
  // Nothing is typed into it.
}

/** The texts of Ink's nodes by the rows in which Yoga has put them, those of one row from left to right. */
function rowsIn(root: DOMElement): ReadonlyArray<string> {
  const rows: string[] = [];
  putTexts(rows, root, 0);
  return Array.from(rows, (text) => text ?? "");
}

function putTexts(rows: string[], box: DOMElement, top: number): void {
  for (const node of box.childNodes) {
    if (node.nodeName === "#text") continue;
    const at = top + (node.yogaNode?.getComputedTop() ?? 0);
    if (node.nodeName === "ink-text") putText(rows, textIn(node), at);
    else putTexts(rows, node, at);
  }
}

function putText(rows: string[], text: string, top: number): void {
  for (const [index, line] of text.split("\n").entries()) {
    rows[top + index] = (rows[top + index] ?? "") + line;
  }
}

/** Returns the text with the styles of Ink's texts (`bold`, `color`). */
function textIn(node: DOMElement): string {
  let text = "";
  for (const child of node.childNodes) {
    text += child.nodeName === "#text" ? child.nodeValue : textIn(child);
  }
  return node.internal_transform?.(text, 0) ?? text;
}
