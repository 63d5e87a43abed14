/** The Markdown of the project's own pages, as blocks: what they use and no more. */

export type Block =
  | { readonly type: "heading"; readonly level: number; readonly text: string }
  | { readonly type: "paragraph"; readonly text: string }
  | { readonly type: "item"; readonly mark: string; readonly indent: number; readonly text: string }
  | { readonly type: "table"; readonly rows: ReadonlyArray<ReadonlyArray<string>> }
  | { readonly type: "code"; readonly lines: ReadonlyArray<string> };

const HEADING = /^(?<marks>#{1,6}) (?<text>.+)$/u;
const COMMENT = /^<!--.*-->$/u;
const ITEM = /^(?<indent> *)(?<mark>-|\d+\.) (?<text>.*)$/u;
const TABLE_RULE = /^\|(?: *:?-+:? *\|)+$/u;
const CELL_END = /(?<!\\)\|/u;

export function readBlocks(markdown: string): ReadonlyArray<Block> {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let fenced: string[] | undefined;

  function close(next?: Block): void {
    if (open !== undefined) blocks.push(open);
    open = next;
  }

  for (const line of markdown.split("\n")) {
    if (line.trimStart().startsWith("```")) {
      if (fenced === undefined) close();
      else blocks.push({ type: "code", lines: fenced });
      fenced = fenced === undefined ? [] : undefined;
    } else if (fenced !== undefined) fenced.push(line);
    else if (line.trim() === "" || COMMENT.test(line)) close();
    else {
      const longer = open === undefined ? undefined : withLine(open, line);
      if (longer === undefined) close(begun(line));
      else open = longer;
    }
  }
  close();
  return blocks;
}

/** Returns the block that a line begins. */
function begun(line: string): Block {
  const heading = HEADING.exec(line)?.groups;
  if (heading !== undefined) {
    return { type: "heading", level: heading["marks"]?.length ?? 1, text: heading["text"] ?? "" };
  }
  const item = ITEM.exec(line)?.groups;
  if (item !== undefined) {
    const { indent = "", mark = "", text = "" } = item;
    return { type: "item", mark, indent: indent.length, text };
  }
  if (line.startsWith("|")) return { type: "table", rows: [cellsOf(line)] };
  return { type: "paragraph", text: line.replace(/^> ?/u, "").trim() };
}

/** Returns the block with one more line; undefined where the line begins another one. */
function withLine(block: Block, line: string): Block | undefined {
  if (block.type === "table" && line.startsWith("|")) {
    return TABLE_RULE.test(line) ? block : { ...block, rows: [...block.rows, cellsOf(line)] };
  }
  if (block.type !== "paragraph" && block.type !== "item") return undefined;
  if (ITEM.test(line) || HEADING.test(line) || line.startsWith("|")) return undefined;
  return { ...block, text: `${block.text} ${line.replace(/^> ?/u, "").trim()}` };
}

function cellsOf(row: string): ReadonlyArray<string> {
  return row
    .split(CELL_END)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, "|"));
}

/** A piece of a line: as it is typed, or prose. */
export interface Piece {
  readonly isCode: boolean;
  readonly text: string;
}

/** Returns a line in pieces, without the signs that make it bold, italic or a link. */
export function piecesOf(text: string): ReadonlyArray<Piece> {
  return text.split(/(?<code>`[^`]+`)/u).flatMap((piece) => {
    if (piece === "") return [];
    const isCode = piece.length > 1 && piece.startsWith("`") && piece.endsWith("`");
    return [{ isCode, text: isCode ? piece.slice(1, -1) : bare(piece) }];
  });
}

function bare(text: string): string {
  return text
    .replaceAll(/!?\[(?<label>[^\]]*)\]\([^)]*\)/gu, "$<label>")
    .replaceAll(/\*\*(?<strong>[^*]+)\*\*/gu, "$<strong>")
    .replaceAll(/(?<![\p{L}\d\\])_(?<soft>[^_]+)_(?![\p{L}\d])/gu, "$<soft>")
    .replaceAll(/\\(?<sign>[\\*_`|[\]<>#])/gu, "$<sign>");
}

export function plainText(text: string): string {
  return piecesOf(text)
    .map((piece) => piece.text)
    .join("");
}
