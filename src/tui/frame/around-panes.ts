import { textWidth } from "../../domain/text/text-width.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type Command, COMMANDS, keyLabel } from "../commands.ts";
import { drawEntryLine, entryLineOf } from "../entry-line.ts";
import { ENTER } from "../keys/key-event.ts";
import { type RegisterState } from "../register-state.ts";
import { type PaneRow, type Zone } from "../rows/pane-row.ts";
import { keptField, statusParts } from "../rows/status-fields.ts";
import { drawable, shortened, type Signs } from "../terminal/cell-text.ts";
import { isNarrow, type TerminalSize } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { type Frame, type FramePart, type ScreenFacts } from "./frame.ts";
import { messageRows } from "./message-text.ts";
import { type Previewed } from "./previewed.ts";
import { statusLine } from "./status-line.ts";
import { titleLine } from "./title-line.ts";

/** Title, rule, line, preview, message, footer, status: the panes have what is left. */
const FRAME_ROWS = 7;
/** Messages and keys take one more each. */
const NARROW_FRAME_ROWS = 9;

/** Returns the rows that panes have. */
export function paneHeight({ columns, rows }: TerminalSize): number {
  return rows - (isNarrow(columns) ? NARROW_FRAME_ROWS : FRAME_ROWS);
}

/** The till and the state that are shown, and the screen. */
export interface Looked {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly facts: ScreenFacts;
}

export interface Inside {
  readonly title: string;
  /** The beginning of the title that is to be seen from afar: the table. */
  readonly lead?: string;
  readonly preview: string;
  /** As many rows as the window has without the frame's. */
  readonly panes: ReadonlyArray<FramePart>;
}

/** Returns the rows around the panes of every screen. */
export function aroundPanes(
  { till, state, facts }: Looked,
  { title, lead = "", preview, panes }: Inside,
): Frame {
  const { style, columns } = facts;
  const line = drawEntryLine(entryLineOf(till, state), facts);
  const { troubles, others, held } = statusParts(till, state);
  const footer = footerRows(state, { ...facts, hasTables: hasTables(till) });
  const message = messageRows(state.message, facts);
  const below = [
    preview,
    ...message,
    ...footer.map(({ text }) => text),
    statusLine({ troubles, fields: others, held, kept: keptField(till) }, facts),
  ];
  const zones = [
    preview.startsWith(DOES) ? [{ from: 0, presses: [ENTER] }] : undefined,
    ...message.map(() => undefined),
    ...footer.map((it) => it.zones),
  ];
  return [
    { type: "rows", rows: [titleLine(till, { title, lead }, facts)] },
    ...panes,
    { type: "rows", rows: [style.horizontal.repeat(columns)] },
    { type: "line", line, zones: [[{ from: 0, presses: [{ type: "pad" }] }]] },
    { type: "rows", rows: below, zones },
  ];
}

/** What Enter does begins so. */
const DOES = "   = ";

/** A shop that has drawn no plan of its room serves at tables all the same, by their numbers. */
function hasTables({ port: { shop } }: TillContext): boolean {
  return shop.tables.length > 0 || shop.defaultService === "dine-in";
}

export function previewText(
  { words }: TillContext,
  plan: Previewed,
  { columns, signs }: { readonly columns: number; readonly signs: Signs },
): string {
  if (plan.type === "idle") return "";
  const dash = "   - ";
  const enter = "isTwice" in plan ? words.office.enterTwice : words.plan.enter;
  const text =
    plan.type === "refused"
      ? dash + whyNot(plan, { room: columns - dash.length, signs })
      : `${DOES}${drawable(plan.preview, signs)}  (${drawable(enter, signs)})`;
  return shortened(text, { width: columns, signs });
}

/** The other keys come first, and alone where there is no room for both, because the hits stand beside. */
function whyNot(
  { why, byKeys }: Extract<Previewed, { type: "refused" }>,
  { room, signs }: { readonly room: number; readonly signs: Signs },
): string {
  if (byKeys === undefined) return drawable(why, signs);
  const keys = drawable(`${byKeys}.`, signs);
  const both = `${keys} ${drawable(why, signs)}`;
  return textWidth(both) <= room ? both : keys;
}

/** While a PIN is looked at. */
export function checkingText({ words }: TillContext, signs: Signs): string {
  return `   ${drawable(words.logIn.checking, signs)}`;
}

interface FooterFacts extends Pick<ScreenFacts, "style" | "columns"> {
  /** The shop has said which tables there are. */
  readonly hasTables: boolean;
}

/** Returns the keys, at the same places on every screen; those that work now are marked. */
export function footerRows(
  state: RegisterState,
  facts: FooterFacts,
): ReadonlyArray<Omit<PaneRow, "look">> {
  const { style, columns, hasTables } = facts;
  if (!isNarrow(columns)) {
    return [footerLine(state, footerCommands(state, { columns, hasTables }), facts)];
  }
  const [first, second] = narrowFooter(state, { columns, hasTables });
  return [
    footerLine(state, first, { style, columns }),
    footerLine(state, second, { style, columns }),
  ];
}

function footerLine(
  state: RegisterState,
  commands: ReadonlyArray<Command>,
  { style, columns }: Pick<FooterFacts, "style" | "columns">,
): Omit<PaneRow, "look"> {
  const { labels } = wordsFor(state);
  const keys = commands.map((command) => {
    const label = keyOf(command);
    const name = style.shown(labels[command.id]);
    const works = command.available(state) === true;
    const width = textWidth(`${label} ${name}`);
    // The back office is no order: whoever sees the keys of one there presses them.
    if (!works && state.screen === "office") return { width, text: " ".repeat(width), works };
    return { width, text: `${works ? style.reverse(label) : label} ${name}`, works: true };
  });
  // The keys are as far apart as the window allows.
  const narrow = keys.reduce((sum, { width }) => sum + 1 + width, 0);
  const gap = narrow + keys.length - 1 <= columns ? "  " : " ";
  let from = 0;
  const zones = keys.map(({ width, works }, at): Zone => {
    const begun = from;
    from += width + gap.length;
    const [key] = commands[at]?.keys ?? [];
    const isKey = works && key !== undefined;
    return { from: begun, to: from, presses: isKey ? [{ type: "key", key }] : [] };
  });
  return { text: ` ${keys.map(({ text }) => text).join(gap)}`, zones };
}

/** The keys without which nobody is paid, and nobody finds the others. */
const ALWAYS_SHOWN: ReadonlySet<Command["id"]> = new Set(["pay", "more"]);

/** Returns the keys for two rows, in their order: those that the room is not enough for are found by F10. */
function narrowFooter(
  state: RegisterState,
  { columns, hasTables }: Pick<FooterFacts, "columns" | "hasTables">,
): readonly [ReadonlyArray<Command>, ReadonlyArray<Command>] {
  const all = COMMANDS.filter(({ footer }) => {
    return footer !== "never" && (hasTables || footer !== "tables");
  });
  const ranked = all.toSorted((one, other) => rankOf(one) - rankOf(other));
  let shown: ReadonlyArray<Command> = [];
  let rows = inTwoRows(state, shown, columns);
  for (const next of ranked) {
    const more = all.filter((command) => command === next || shown.includes(command));
    const laid = inTwoRows(state, more, columns);
    if (laid === undefined) continue;
    shown = more;
    rows = laid;
  }
  return rows ?? [[], []];
}

/** The smaller, the sooner it has its place. */
function rankOf({ id, footer }: Command): number {
  if (ALWAYS_SHOWN.has(id)) return 0;
  if (id === "help") return 5;
  return footer === "always" || footer === "tables" ? 1 : 1 + Number(footer);
}

/** Undefined where they need more. */
function inTwoRows(
  state: RegisterState,
  commands: ReadonlyArray<Command>,
  columns: number,
): readonly [ReadonlyArray<Command>, ReadonlyArray<Command>] | undefined {
  const { labels } = wordsFor(state);
  const first: Command[] = [];
  const second: Command[] = [];
  let used = 0;
  let [row, isSecond] = [first, false];
  for (const command of commands) {
    const width = textWidth(` ${keyOf(command)} ${labels[command.id]}`);
    if (used + width > columns) {
      if (isSecond || width > columns) return undefined;
      [row, isSecond, used] = [second, true, 0];
    }
    row.push(command);
    used += width;
  }
  return [first, second];
}

/** The commands whose keys stand there: in a shop with tables as many as the window has room for. */
function footerCommands(
  state: RegisterState,
  { columns, hasTables }: Pick<FooterFacts, "columns" | "hasTables">,
): ReadonlyArray<Command> {
  const { labels } = wordsFor(state);

  function widthOf(command: Command): number {
    return textWidth(` ${keyOf(command)} ${labels[command.id]}`);
  }

  let shown = COMMANDS.filter(({ footer }) => footer !== "never");
  if (!hasTables) return shown.filter(({ footer }) => footer !== "tables");
  for (const next of [3, 2, 1] as const) {
    const width = shown.reduce((sum, command) => sum + widthOf(command), 0);
    if (width > columns) shown = shown.filter(({ footer }) => footer !== next);
  }
  return shown;
}

function keyOf({ keys: [key] }: Command): string {
  return key === undefined ? "" : keyLabel(key);
}
