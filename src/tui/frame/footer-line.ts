import { textWidth } from "../../domain/text-width.ts";
import { type Command, COMMANDS, keyLabel } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { type ScreenFacts } from "./frame.ts";

interface FooterFacts extends Pick<ScreenFacts, "style" | "columns"> {
  /** The shop has said which tables there are. */
  readonly hasTables: boolean;
}

/** The same keys at the same places on every screen; those that work now are marked. */
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
  // As far apart as the window allows.
  const narrow = keys.reduce((sum, { width }) => sum + 1 + width, 0);
  const gap = narrow + keys.length - 1 <= columns ? "  " : " ";
  return ` ${keys.map(({ text }) => text).join(gap)}`;
}

/** The commands whose keys stand there: in a shop with tables as many as the window has room for. */
export function footerCommands(
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
