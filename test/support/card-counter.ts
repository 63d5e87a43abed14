/** A register whose till asks a simulated card terminal on a real port. */

import { onTestFinished } from "vitest";

import { type SimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import { changeTerminal } from "../../src/app/cards/terminal-changes.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { type Cafe } from "./cafe.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";
import { servedTerminal } from "./served-terminal.ts";
import { valueOf } from "./shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const SIDE = { width: 39, height: 17, signs: "all", block: "#" } as const;
/** Longer than a nervous finger repeats a key. */
const BETWEEN_MS = 1000;
/** What a busy machine takes for a few messages on its own port. */
const PATIENCE_MS = 20_000;

export interface CardCounter extends RealRegister {
  readonly terminal: SimulatedTerminal;
  /** Presses keys one after the other, as people do. */
  readonly keys: (...keys: ReadonlyArray<string>) => void;
  readonly typed: (text: string) => void;
  /** Resolves once a text stands somewhere on the screen; the till's clock goes on meanwhile. */
  readonly sees: (text: string) => Promise<void>;
  /** Resolves once it is so; the till's clock goes on meanwhile. */
  readonly until: (is: () => boolean) => Promise<void>;
  readonly screen: () => string;
}

/** The charges that stand at the bank. */
export function standing(terminal: SimulatedTerminal): ReadonlyArray<number> {
  return terminal.books().flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount]));
}

/** Adds a terminal `main` to the café, and logs in. `approveMs`: how long a guest takes. */
export async function openCardCounter(
  cafe: Cafe,
  { who = ["1", "1111"], approveMs = 1, ids = ["main"] }: CounterOptions = {},
): Promise<CardCounter> {
  const { terminal, port, close } = await servedTerminal({ approveMs });
  onTestFinished(close);
  const setUp = cafe.open();
  for (const id of ids) {
    const said = { name: nameOf(id), host: "127.0.0.1", port, settleSeconds: 0 };
    valueOf(changeTerminal(setUp.till, RAVI, { id, isNew: true, said }));
  }
  await setUp.close();
  return counterAt(cafe, { terminal, who });
}

export interface CounterOptions {
  readonly who?: readonly [string, string];
  readonly approveMs?: number;
  readonly ids?: ReadonlyArray<string>;
}

/** Opens a register on a store that has its terminals. */
export async function counterAt(
  cafe: Cafe,
  {
    terminal,
    who = ["1", "1111"],
  }: { readonly terminal: SimulatedTerminal; readonly who?: readonly [string, string] },
): Promise<CardCounter> {
  const register = openRealRegister(cafe);
  await register.logIn(...who);

  function keys(...pressed: ReadonlyArray<string>): void {
    for (const key of pressed) {
      cafe.clock.advance(BETWEEN_MS);
      register.press(key);
    }
  }

  function screen(): string {
    const { till, getState } = register.store;
    const state = getState();
    const rows = [...orderRows(till, state, SIDE), ...sideRows(till, state, SIDE)];
    return [...rows.map(({ text }) => text), register.message()].join("\n");
  }

  async function until(is: () => boolean): Promise<void> {
    const beganMs = systemClock.nowMs();
    while (!is()) {
      if (systemClock.nowMs() - beganMs > PATIENCE_MS) throw new Error(`Never so:\n${screen()}`);
      await pause(systemClock, 1);
      cafe.clock.advance(1);
    }
  }

  return {
    ...register,
    terminal,
    keys,
    typed: (text) => {
      register.type(text);
      keys("Enter");
    },
    sees: (text) => until(() => screen().includes(text)),
    until,
    screen,
  };
}

function nameOf(id: string): string {
  return id.slice(0, 1).toUpperCase() + id.slice(1);
}
