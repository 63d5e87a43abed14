/** Prints a paper of a day, and says what holds it up. */

import { queueDayPaper } from "../app/day/z-papers.ts";
import { type OpenTill } from "../app/open-till.ts";
import { type Console } from "./console.ts";
import { sayHeld, settle } from "./printer-named.ts";

export async function printDocument(
  open: OpenTill,
  console: Console,
  paper: Parameters<typeof queueDayPaper>[1],
): Promise<void> {
  queueDayPaper(open, paper);
  await sayHeld(open, console, await settle(open, console, paper.id));
}
