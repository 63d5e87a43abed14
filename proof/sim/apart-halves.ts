/** The halves of a simulated shop in which people say things apart. */

import { hasApart } from "./apart-shop.ts";
import { separate } from "./troubles.ts";
import { type World } from "./world.ts";

/** The shares of the run in which the shop is whole, and in two halves, in turn. */
const WHOLE = { least: 0.02, most: 0.08 };
/** The last halves last until the end, where no other ones would fit behind them. */
const LAST = 3;
const HALVES = { least: 0.03, most: 0.12 };

/** Half of the time the shop is in two halves, where cables may be cut; also at the end, so that questions are left. */
export function planApart(world: World, untilMs: number): void {
  const { time, options, trace } = world;
  if (!hasApart(options) || options.without.has("network")) return;
  const dice = world.dice.fork("halves");
  const wholeMs = untilMs - time.nowMs();

  function shareMs({ least, most }: typeof WHOLE): number {
    return Math.floor(wholeMs * (least + dice.unit() * (most - least)));
  }

  function next(): void {
    time.after(shareMs(WHOLE), () => {
      const leftMs = untilMs - time.nowMs();
      if (world.isClosed() || leftMs <= 0) return;
      const wishedMs = shareMs(HALVES);
      const forMs = leftMs < LAST * wishedMs ? leftMs : wishedMs;
      const boxes = dice.shuffle(world.boxes);
      const half = Math.ceil(boxes.length / 2);
      separate({ world, forMs }, boxes.slice(0, half), boxes.slice(half));
      trace.note(time.nowMs(), "~", "the shop is in two halves");
      time.after(forMs, next);
    });
  }

  next();
}
