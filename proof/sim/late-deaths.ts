/** A box that dies at each step of taking the present, selling by it and giving it up, and is started again. */

import { type Ledger } from "../../src/ledger/ledger.ts";
import { decodeMessage } from "../../src/mesh/gossip/messages.ts";
import { type createMeshNode } from "../../src/mesh/gossip/node.ts";
import { type Death, DEATHS } from "./late-troubles.ts";
import { type World } from "./world.ts";

const DYING_SHARE = 0.25;
const DEAD_MS = { least: 200, most: 2500 };
const HALF = 0.5;

/** Says where the newcomer will die. */
export function planDeaths(world: World, name: string): void {
  const { options, deaths } = world;
  if (!options.hearsLate || options.without.has("crashes")) return;
  const dice = world.dice.fork(`deaths of ${name}`);
  deaths.set(name, new Set(DEATHS.filter(() => dice.chance(DYING_SHARE))));
}

/** Ends the box's process if it is to die here: then this doesn't return, since what it was doing is over. */
export function dieAt(world: World, name: string, death: Death): void {
  if (!isDue(world, name, death)) return;
  const { time, trace, boxes } = world;
  world.deaths.get(name)?.delete(death);
  trace.note(time.nowMs(), name, `dies as it ${death}`);
  const box = boxes.find((one) => one.name === name);
  const dice = world.dice.fork(`dead ${name} ${death}`);
  box?.stop(dice.chance(HALF) ? "killed" : "power");
  time.after(dice.between(DEAD_MS.least, DEAD_MS.most), () => box?.start());
  throw new Error(`${name} dies as it ${death}.`);
}

/** When all is well again nobody dies any more. */
function isDue({ deaths, isClosed }: World, name: string, death: Death): boolean {
  return deaths.get(name)?.has(death) === true && !isClosed();
}

/** Lets the box die as it takes the present and as it gives it up: before, in and after the write. */
export function dyingWithPresent(world: World, name: string, { present, db }: Ledger): void {
  if (!world.deaths.has(name)) return;
  const { take, settle } = present;
  const { write } = db;
  const back = new Error("taken back");
  let writing: { readonly before: Death; readonly within: Death } | undefined;

  /** A process that is killed in the middle of a write leaves what was there before. */
  function dyingInWrite<Done>(steps: NonNullable<typeof writing>, work: () => Done): Done {
    writing = steps;
    try {
      return work();
    } catch (cause) {
      if (cause !== back) throw cause;
      dieAt(world, name, steps.before);
      dieAt(world, name, steps.within);
      throw cause;
    } finally {
      writing = undefined;
    }
  }

  function leave(death: Death | undefined): void {
    if (death !== undefined && isDue(world, name, death)) throw back;
  }

  Object.assign(db, {
    write: <Value>(work: () => Value): Value =>
      write(() => {
        leave(writing?.before);
        const value = work();
        leave(writing?.within);
        return value;
      }),
  });
  Object.assign(present, {
    take: (...told: Parameters<typeof take>): ReturnType<typeof take> => {
      const steps = {
        before: "is about to write today down",
        within: "writes today down",
      } as const;
      const taken = dyingInWrite(steps, () => take(...told));
      dieAt(world, name, "has written today down");
      return taken;
    },
    settle: (...given: Parameters<typeof settle>): boolean => {
      const steps = { before: "is about to give today up", within: "gives today up" } as const;
      const isGivenUp = dyingInWrite(steps, () => settle(...given));
      if (isGivenUp) dieAt(world, name, "has given today up");
      return isGivenUp;
    },
  });
}

/** Makes a node whose box dies as it asks for the present, and as pieces of it arrive. */
export function dyingAsItHears(
  world: World,
  name: string,
  createNode: typeof createMeshNode,
): typeof createMeshNode {
  if (!world.deaths.has(name)) return createNode;
  return (deps) => {
    const { out } = deps;
    const node = createNode({
      ...deps,
      out: {
        ...out,
        send: (link, message) => {
          const isSent = out.send(link, message);
          if (message.type === "present-want") dieAt(world, name, "asks for today");
          return isSent;
        },
      },
    });
    return {
      ...node,
      heard: (link, payloads, now) => {
        node.heard(link, payloads, now);
        if (isDue(world, name, "hears of today") && payloads.some(isOfPresent)) {
          dieAt(world, name, "hears of today");
        }
      },
    };
  };
}

function isOfPresent(payload: Uint8Array): boolean {
  const message = decodeMessage(payload);
  return message.ok && message.value?.type === "present-piece";
}
