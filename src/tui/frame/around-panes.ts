import { textWidth } from "../../domain/text/text-width.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type Command, COMMANDS, keyLabel } from "../commands.ts";
import { drawEntryLine, entryLineOf } from "../entry-line.ts";
import { type RegisterState } from "../register-state.ts";
import { keptField, statusParts } from "../rows/status-fields.ts";
import { drawable, shortened, type Signs } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type Frame, type FramePart, type ScreenFacts } from "./frame.ts";
import { messageText } from "./message-text.ts";
import { statusLine } from "./status-line.ts";
import { titleLine } from "./title-line.ts";

/** Title, rule, line, preview, message, footer, status: the panes have what is left. */
export const FRAME_ROWS = 7;

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
  const below = [
    preview,
    messageText(state.message, facts),
    footerLine(state, { ...facts, hasTables: hasTables(till) }),
    statusLine({ troubles, fields: others, held, kept: keptField(till) }, facts),
  ];
  return [
    { type: "rows", rows: [titleLine(till, { title, lead }, facts)] },
    ...panes,
    { type: "rows", rows: [style.horizontal.repeat(columns)] },
    { type: "line", line },
    { type: "rows", rows: below },
  ];
}

/** A shop that has drawn no plan of its room serves at tables all the same, by their numbers. */
function hasTables({ port: { shop } }: TillContext): boolean {
  return shop.tables.length > 0 || shop.defaultService === "dine-in";
}

/** The plan of Enter, or why it does nothing. */
export type Previewed =
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string; readonly byKeys?: string }
  | {
      readonly type: "choose" | "ready";
      readonly preview: string;
      /** The first Enter only asks. */
      readonly isTwice?: true;
    };

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
      : `   = ${drawable(plan.preview, signs)}  (${drawable(enter, signs)})`;
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
export function footerLine(
  state: RegisterState,
  { style, columns, hasTables }: FooterFacts,
): string {
  const { labels } = wordsFor(state);
  const keys = footerCommands(state, { columns, hasTables }).map((command) => {
    const label = keyOf(command);
    const name = style.shown(labels[command.id]);
    const works = command.available(state) === true;
    const width = textWidth(`${label} ${name}`);
    return { width, text: `${works ? style.reverse(label) : label} ${name}` };
  });
  // The keys are as far apart as the window allows.
  const narrow = keys.reduce((sum, { width }) => sum + 1 + width, 0);
  const gap = narrow + keys.length - 1 <= columns ? "  " : " ";
  return ` ${keys.map(({ text }) => text).join(gap)}`;
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
