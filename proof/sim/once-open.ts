/** What a process begins as soon as its device knows its shop. */

import { type Life } from "./life.ts";
import { type Process, type World } from "./world.ts";

const LOOK_MS = 250;

interface Awaited extends Pick<Process, "open"> {
  readonly world: World;
  readonly life: Life;
  readonly mayBegin: () => boolean;
}

/** Looks from time to time whether the device knows its shop, and begins once it does. */
export function onceOpen(
  { world, life, open, mayBegin }: Awaited,
  begin: (opened: NonNullable<ReturnType<Process["open"]>>) => void,
): void {
  function look(): void {
    if (life.isOver()) return;
    const opened = mayBegin() && life.isAwake() ? open() : undefined;
    if (opened === undefined) world.time.after(LOOK_MS, look);
    else begin(opened);
  }

  world.time.after(LOOK_MS, look);
}
