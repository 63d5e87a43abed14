/**
 * The text before F7: a table, a tab, the number of guests, a seat, or a target. Every text has one
 * reading; the shop knows which tables and tabs there are.
 */

export type TableEntry =
  /** An empty text opens the floor plan. */
  | { readonly type: "plan" }
  /** `7`, `7*4`, `ros`: `covers` is undefined where nobody counted. */
  | { readonly type: "go"; readonly what: string; readonly covers: number | undefined }
  /** `*2`: whose is what follows; 0 for the whole table. */
  | { readonly type: "seat"; readonly seat: number }
  /** `>9`, `2+5>9`, `2*4>9`: `lines` is empty for all of the order. */
  | { readonly type: "move"; readonly lines: string; readonly to: string };

const SEAT = /^\* ?(?<seat>\d+)$/u;
const MOVE = /^(?<lines>[^>]*)>(?<to>.*)$/u;
const COVERS = /^(?<what>[^*]+?) ?\* ?(?<covers>\d+)$/u;

/** Reads the text in its typed spelling, since a tab is named as its guest is. */
export function readTableEntry(typed: string): TableEntry {
  const text = typed.normalize("NFKC").replaceAll("×", "*").trim();
  if (text === "") return { type: "plan" };
  const seat = SEAT.exec(text)?.groups?.["seat"];
  if (seat !== undefined) return { type: "seat", seat: Number(seat) };
  const move = MOVE.exec(text)?.groups;
  if (move !== undefined) {
    return { type: "move", lines: (move["lines"] ?? "").trim(), to: (move["to"] ?? "").trim() };
  }
  const { what = text, covers } = COVERS.exec(text)?.groups ?? {};
  return { type: "go", what, covers: covers === undefined ? undefined : Number(covers) };
}
