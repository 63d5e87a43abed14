/**
 * The card terminals of a box's program: the real desk and its dialogues on the real store; cables, terminals
 * and time are simulated.
 */

import { createCardDesk } from "../../src/app/cards/card-desk.ts";
import { type MeshView, toMeshView } from "../../src/app/membership/mesh-view.ts";
import { asStoreError } from "../../src/app/store-errors.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type MeshNode } from "../../src/mesh/gossip/node.ts";
import { type SimWire } from "./card-terminal.ts";
import { type Life } from "./life.ts";
import { createTurningClock } from "./turning-clock.ts";
import { type CardProcess, type OpenDesk, type World } from "./world.ts";

export interface CardProcessDeps {
  readonly world: World;
  readonly box: string;
  readonly open: OpenDesk;
  readonly life: Life;
  readonly random: Random;
  readonly node: Pick<MeshNode, "status">;
  /** Tells the books, and the others, what was written meanwhile. */
  readonly written: () => void;
}

const RECOVER_EVERY_MS = 1000;

export function createCardProcess(deps: CardProcessDeps): CardProcess {
  const { world, box, open, life, random } = deps;
  const { dir, till, jobs } = open;
  const clock = createTurningClock({
    time: world.time,
    life,
    nowMs: open.clock.nowMs,
    afterwards: deps.written,
  });
  const wires = new Set<SimWire>();

  function onFault(cause: unknown): void {
    // A process that was killed does nothing of this any more, and a full disk is met by asking again.
    if (life.isOver() || asStoreError(cause) !== undefined) return;
    world.problem(`${box} can't follow a card payment`, cause);
  }

  const desk = createCardDesk({
    dir,
    till,
    jobs,
    clock,
    random,
    steadyMs: world.time.nowMs,
    mesh: () => Promise.resolve(meshView(world, deps.node)),
    hasDuties: () => true,
    onFault,
    connect: (address, events) => {
      const terminal = world.terminals.get(address.host);
      if (terminal === undefined) throw new Error(`There is no terminal ${address.host}.`);
      const side = {
        clock,
        payment: (id: string) =>
          desk
            .running()
            .find((it) => it.terminal.id === id)
            ?.payment(),
        onWire: (wire: SimWire) => wires.add(wire),
      };
      return terminal.connect(side)(address, events);
    },
  });

  function look(): void {
    try {
      if (open.till.ledger.room.state() !== "none") desk.recover();
    } catch (cause) {
      onFault(cause);
    }
    clock.after(RECOVER_EVERY_MS, look);
  }

  clock.after(0, look);
  return {
    desk,
    onFault,
    end: (how) => {
      const isSilent = how === "power";
      for (const wire of wires) if (isSilent) wire.end("power");
      desk.close().catch(onFault);
      for (const wire of wires) wire.end("killed");
    },
  };
}

/** What hearing others asks of it; nobody looks at the rest here. */
function meshView({ time }: World, { status }: Pick<MeshNode, "status">): MeshView {
  const nobody = { port: 0, openedAtMs: 0, awaits: null, candidates: [] };
  return toMeshView(status(), { ...nobody, steadyMs: time.nowMs() });
}
