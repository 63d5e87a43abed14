/** What a till does by itself about the close of the day, and how the books hear of what it writes then. */

import { createOwnZs } from "../app/day/own-zs.ts";
import { asStoreError } from "../app/store-errors.ts";
import { type Committed, type Ledger } from "../ledger/ledger.ts";
import { type ProcessClock } from "./box-clock.ts";
import { type Life } from "./life.ts";
import { type Process, type World } from "./world.ts";

export interface ClosingDeps {
  readonly world: World;
  readonly name: string;
  readonly life: Life;
  readonly clock: ProcessClock;
  readonly open: Process["open"];
  /** Something was written that the mesh may tell. */
  readonly written: () => void;
}

const LOOK_MS = 1000;

/** As soon as the device knows its shop: its Zs of days that are over, and those that others ask for. */
export function keepClosing({ world, name, life, clock, open, written }: ClosingDeps): void {
  function onFault(cause: unknown): void {
    // Its disk may have no room: it is tried again.
    if (asStoreError(cause) === undefined) world.problem(`${name} can't close`, cause);
  }

  function begin(): void {
    if (life.isOver()) return;
    const till = life.isAwake() ? open()?.till : undefined;
    if (till === undefined) {
      world.time.after(LOOK_MS, begin);
      return;
    }
    const ledger = noticed(till.ledger, () => clock.after(0, written));
    const zs = createOwnZs({ till: { ...till, ledger }, clock, hasDuties: () => true, onFault });
    zs.listen();
    look(zs.look);
  }

  function look(once: () => void): void {
    if (life.isOver()) return;
    life.run(() => {
      try {
        once();
      } catch (cause) {
        onFault(cause);
      }
    });
    world.time.after(LOOK_MS, () => {
      look(once);
    });
  }

  world.time.after(LOOK_MS, begin);
}

/** The same ledger, and whatever is committed by it is told inside of the commit. */
export function noticed(ledger: Ledger, notice: (committed: Committed) => void): Ledger {
  function commit(...[command]: Parameters<Ledger["commit"]>): ReturnType<Ledger["commit"]> {
    return ledger.commit({
      ...command,
      also: (committed) => {
        command.also?.(committed);
        notice(committed);
      },
    });
  }

  return new Proxy(ledger, {
    get: (target, name) => (name === "commit" ? commit : target[name as keyof Ledger]),
  });
}
