/** The card terminals of a simulated shop: which till has which, what befalls them, and how they end. */

import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { type TerminalFault } from "../terminal/zvt-faults.ts";
import { createSimTerminal, type SimTerminal, type SimTerminalOptions } from "./card-terminal.ts";
import { type Dice } from "./dice.ts";
import { type Box, type World } from "./world.ts";

const PORT = 20_007;
const TERMINAL_SHARE = 0.75;
const SECOND_SHARE = 0.15;
const BOUND_SHARE = 0.15;
/** Terminals at which an approval stands that nobody acknowledged. */
const KEEPING_SHARE = 0.4;
/** Terminals that don't tell their last receipt for certain. */
const UNSURE_SHARE = 0.1;
/** The seconds in which what was sent may still arrive; 0: a new connection ends the old. */
const SETTLE_SECONDS = [0, 0, 2, 4] as const;
const RECEIPT_MAX = 9990;
const MS_PER_SECOND = 1000;

/** Whether a shop like that has terminals: a polite one has nothing that anybody would have to be asked about. */
export function hasTerminals({ options: { without, manners, hasLiar } }: World): boolean {
  return !without.has("cards") && manners === "rough" && !hasLiar;
}

/** Puts them beside the tills, and says so in the shop. */
export function hangTerminals(world: World): void {
  const dice = world.dice.fork("terminals");
  const drafts = world.boxes.flatMap((box, index) => {
    const isThere = index === 0 || dice.chance(TERMINAL_SHARE);
    const count = isThere ? 1 + Number(dice.chance(SECOND_SHARE)) : 0;
    return Array.from({ length: count }, (_, no) =>
      hang(world, dice, { box, id: `card-${box.name.toLowerCase()}${no + 1}` }),
    ).flat();
  });
  const founder = world.boxes[0]?.process();
  founder?.ledger.commit({ by: "", name: "terminals", decide: () => ok({ events: drafts }) });
  founder?.mesh.committed();
}

interface Hung {
  readonly box: Box;
  readonly id: string;
}

/** Puts a terminal beside a till of which nothing is left to chance: a new connection ends the one before. */
export function hangTerminal(world: World, hung: Hung): SimTerminal {
  const model = {
    settleSeconds: 0,
    canRepeat: true,
    isBound: false,
    keeps: true,
    lastReceipt: 470,
  };
  const events = place(world, world.dice.fork(hung.id), { ...hung, ...model });
  const process = hung.box.process();
  process?.ledger.commit({ by: "", name: "terminal", decide: () => ok({ events }) });
  process?.mesh.committed();
  const terminal = world.terminals.get(hung.id);
  if (terminal === undefined) throw new Error(`Till ${hung.box.name} is off.`);
  return terminal;
}

function hang(world: World, dice: Dice, hung: Hung): ReadonlyArray<Draft> {
  return place(world, dice, {
    ...hung,
    settleSeconds: dice.pick(SETTLE_SECONDS),
    canRepeat: !dice.chance(UNSURE_SHARE),
    isBound: dice.chance(BOUND_SHARE),
    keeps: dice.chance(KEEPING_SHARE),
    // Some come round to 1 in the run.
    lastReceipt: dice.chance(0.2) ? RECEIPT_MAX + dice.nat(9) : dice.between(1, RECEIPT_MAX),
  });
}

interface Placed extends Hung, Pick<SimTerminalOptions, "canRepeat" | "keeps" | "lastReceipt"> {
  readonly settleSeconds: number;
  readonly isBound: boolean;
}

function place(
  world: World,
  dice: Dice,
  { box, id, settleSeconds, canRepeat, isBound, keeps, lastReceipt }: Placed,
): ReadonlyArray<Draft> {
  const till = box.process()?.ledger.identity.key.device;
  if (till === undefined) return [];
  const { time, trace, terminals } = world;
  const options: SimTerminalOptions = {
    id,
    time,
    wallMs: world.rightMs,
    dice: dice.fork(id),
    settleMs: settleSeconds * MS_PER_SECOND,
    canRepeat,
    keeps,
    lastReceipt,
    show: (line) => {
      trace.note(time.nowMs(), id, line);
    },
  };
  terminals.set(id, createSimTerminal(options));
  const set = {
    name: id,
    till,
    driver: "zvt" as const,
    host: id,
    port: PORT,
    settleSeconds,
    isBound,
    canRepeat,
    active: true,
  };
  return [{ kind: "terminal/set", streams: [toStreamId("terminal", id)], body: { set, over: {} } }];
}

/** What befalls the next transaction, or lasts for a while. */
const FAULT_WEIGHTS = {
  decline: 2,
  "decline-host": 2,
  "refuse-start": 1,
  "no-answer": 2,
  "drop-at-start": 2,
  "drop-after-start": 2,
  "drop-while-paying": 2,
  "drop-before-result": 3,
  "drop-after-result": 3,
  "drop-before-completion": 3,
  "power-loss": 3,
  "duplicate-result": 2,
  "duplicate-completion": 2,
  partial: 2,
  "wrong-amount": 1,
  "wrong-currency": 1,
  offline: 1,
  garbage: 1,
  "no-memory": 1,
  "old-receipt": 6,
  busy: 1,
  "answers-while-busy": 2,
  split: 1,
  merged: 1,
  "no-refund": 1,
  "no-reversal": 1,
} as const satisfies Partial<Readonly<Record<TerminalFault, number>>>;

/** What befalls its cable and its power. */
const WAYS = { cut: 5, off: 3, fault: 12 } as const;
/** The share of approvals without an acknowledgement that stand. */
const KEEPS_SHARE = 0.5;

/** Makes trouble for a terminal; returns which and what. Undefined where there are none. */
export function troubleTerminal(world: World, dice: Dice, forMs: number): string | undefined {
  const terminals = [...world.terminals.values()];
  if (terminals.length === 0) return undefined;
  const terminal = dice.pick(terminals);
  const way = dice.weighed(WAYS);
  if (way === "fault") return setFault(world, dice, { terminal, forMs });
  terminal.cut();
  if (way === "off") {
    terminal.setReachable(false);
    world.time.after(forMs, () => {
      terminal.setReachable(true);
    });
  }
  return `${terminal.id} is ${way}`;
}

function setFault(
  { time }: World,
  dice: Dice,
  { terminal, forMs }: { readonly terminal: SimTerminal; readonly forMs: number },
): string {
  const fault = dice.weighed<keyof typeof FAULT_WEIGHTS>(FAULT_WEIGHTS);
  const keeps: ReadonlyArray<TerminalFault> = dice.chance(KEEPS_SHARE) ? ["keeps"] : [];
  // One that says of itself that it tells its last receipt for certain, and told an older one of what it has
  // charged, would be believed: nothing tells that from a start that never came.
  if (fault === "old-receipt" && terminal.canRepeat) terminal.tellOlderAfterStart();
  else terminal.set([...terminal.faults(), fault, ...keeps]);
  time.after(forMs, () => {
    terminal.set(terminal.faults().filter((one) => one !== fault));
  });
  return `${terminal.id} has ${[fault, ...keeps].join(", ")}`;
}

export function healTerminals({ terminals }: World): void {
  for (const terminal of terminals.values()) terminal.heal();
}
