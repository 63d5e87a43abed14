/** Who works at which box, and when they do the next thing. */

import { type Box, type World } from "./world.ts";

const HOUR_MS = 3_600_000;

/** Somebody works at the box until the shop closes, whenever it runs. */
export function staff(world: World, box: Box): void {
  const { time, trace, options } = world;
  const dice = world.dice.fork(`person at ${box.name}`);
  const meanMs = HOUR_MS / options.actsPerHour;

  function next(): void {
    time.after(dice.nat(2 * meanMs), () => {
      if (world.isClosed()) return;
      const done = box.process()?.act();
      if (done !== undefined) trace.note(time.nowMs(), box.name, done);
      next();
    });
  }

  next();
}
