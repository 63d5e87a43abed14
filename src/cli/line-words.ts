/** Lines of an order, as words of a command say them. */

import { cliWords } from "../words/made/cli/all.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

export function positionOf(text: string): number {
  if (/^[1-9][0-9]{0,2}$/u.test(text)) return Number(text);
  throw usageFault(said(({ line }) => line.noLine({ text: quoted(text) })));
}
