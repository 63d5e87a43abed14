/**
 * Tills that tell a newcomer of today what is not so, or nothing. It may see older things by that, or none, until the
 * past is there, and in the end everything has to be right all the same.
 */

import { type JsonMessage, type Message } from "../../src/mesh/gossip/messages.ts";
import { type createMeshNode } from "../../src/mesh/gossip/node.ts";
import {
  type MeshLedger,
  type PresentQuestion,
  type PresentTold,
} from "../../src/mesh/gossip/ports.ts";
import { type Dice } from "./dice.ts";
import { MANNERS, type Manner } from "./late-troubles.ts";
import { clockText } from "./trace.ts";
import { type Box, type World } from "./world.ts";

/** Of the tills that may be asked. */
const BAD_SHARE = 0.5;
const LEFT_OUT_SHARE = 0.2;
const WRONG_SUMS_SHARE = 0.3;
const WRONG_BY_MAX = 900;

/** Notes what each till could tell now, for those that are behind later. */
export function keepOlder({ options, tellers, boxes }: World): void {
  if (options.without.has("tellers")) return;
  for (const box of boxes) {
    const process = box.process();
    if (process === undefined || process.ledger.room.state() === "none") continue;
    process.run(() => {
      const told = process.ledger.present.tell({ since: 0, receipts: [] });
      if (told !== undefined) tellers.older.set(box.name, told);
    });
  }
}

/** Some of the tills tell the newcomer badly for a while. */
export function misleadNewcomer(world: World, newcomer: Box, forMs: number): void {
  const { options, tellers, boxes, time, trace } = world;
  if (!options.hearsLate || options.without.has("tellers")) return;
  const dice = world.dice.fork(`tellers of ${newcomer.name}`);
  for (const { name } of boxes) {
    if (name === newcomer.name || !dice.chance(BAD_SHARE)) continue;
    const telling = { manner: dice.pick(MANNERS), dice: dice.fork(name) };
    tellers.bad.set(name, telling);
    trace.note(time.nowMs(), "~", `teller: ${name} ${telling.manner}, for ${clockText(forMs)}`);
    time.after(forMs, () => {
      if (tellers.bad.get(name) === telling) tellers.bad.delete(name);
    });
  }
}

/** The ledger as the mesh uses it, which tells the present badly while its box does. */
export function tellingBadly(world: World, name: string, mesh: MeshLedger): MeshLedger {
  if (!world.options.hearsLate || world.options.without.has("tellers")) return mesh;
  const { bad, older } = world.tellers;

  function tell(asked: PresentQuestion): PresentTold | undefined {
    const how = bad.get(name);
    if (how === undefined) return mesh.present.tell(asked);
    if (how.manner === "has nothing to tell") return undefined;
    if (how.manner === "is behind") return asked.since === undefined ? undefined : older.get(name);
    const told = mesh.present.tell(asked);
    const changed = told && changedBy(how.manner, told, how.dice);
    if (changed !== told) noteMisled(world);
    return changed;
  }

  return { ...mesh, present: { ...mesh.present, tell } };
}

/** Whoever asks for today may be told so. */
function noteMisled({ boxes, tellers }: World): void {
  for (const box of boxes) {
    const ledger = box.process()?.ledger;
    if (ledger?.present.isWanted() === true) tellers.misled.add(ledger.identity.key.device);
  }
}

function changedBy(manner: Manner, told: PresentTold, dice: Dice): PresentTold {
  switch (manner) {
    case "is wrong in its sums":
      return {
        ...told,
        sums: told.sums.map(([key, amount]) => [
          key,
          dice.chance(WRONG_SUMS_SHARE)
            ? amount + dice.between(-WRONG_BY_MAX, WRONG_BY_MAX)
            : amount,
        ]),
      };
    case "leaves out":
      return { ...told, streams: told.streams.filter(() => !dice.chance(LEFT_OUT_SHARE)) };
    case "names what it leaves out":
      return { ...told, pieces: told.pieces.filter(() => !dice.chance(LEFT_OUT_SHARE)) };
    default:
      return told;
  }
}

type NodeDeps = Parameters<typeof createMeshNode>[0];

/** What the node says, without what a bad teller keeps to itself. */
export function fallingSilent({ tellers: { bad } }: World, name: string, deps: NodeDeps): NodeDeps {
  function isKept(message: Message): boolean {
    const manner = bad.get(name)?.manner;
    if (manner === "says nothing") return isOfPresent(message);
    return manner === "breaks off" && message.type === "present" && isLast(message);
  }

  const { out } = deps;
  return {
    ...deps,
    out: { ...out, send: (link, message) => isKept(message) || out.send(link, message) },
  };
}

function isOfPresent({ type }: Message): boolean {
  return type === "present" || type === "present-piece";
}

function isLast({ end }: Extract<JsonMessage, { readonly type: "present" }>): boolean {
  return end !== null;
}
