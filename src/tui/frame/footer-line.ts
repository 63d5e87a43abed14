import { textWidth } from "../../domain/text-width.ts";
import { COMMANDS, keyLabel } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words/words.ts";
import { type ScreenFacts } from "./frame.ts";

/** The same keys at the same places on every screen; those that work now are marked. */
export function footerLine(state: RegisterState, { style, columns }: ScreenFacts): string {
  const { labels } = wordsFor(state);
  const keys = COMMANDS.filter(({ inFooter }) => inFooter).map((command) => {
    const key = command.keys[0];
    const name = style.shown(labels[command.id]);
    const label = key === undefined ? "" : keyLabel(key);
    const works = command.available(state) === true;
    const width = textWidth(`${label} ${name}`);
    return { width, text: `${works ? style.reverse(label) : label} ${name}` };
  });
  // As far apart as the window allows.
  const narrow = keys.reduce((sum, { width }) => sum + 1 + width, 0);
  const gap = narrow + keys.length - 1 <= columns ? "  " : " ";
  return ` ${keys.map(({ text }) => text).join(gap)}`;
}
