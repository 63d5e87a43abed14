/** A simulated terminal whose till is gone: what it does by itself. */

import { expect, test } from "vitest";

import { createSimulatedTerminal } from "../../../proof/terminal/zvt-terminal.ts";
import { encodeCommand } from "../../../src/card/zvt/commands.ts";
import { frameBytes } from "../../../src/card/zvt/frame.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const APPROVE_MS = 1000;
const CARD_OUT_MS = 500;

test("an approval that nobody took is taken back when the card comes out, and not at rest before", () => {
  const clock = createManualClock();
  const terminal = createSimulatedTerminal({
    clock,
    approveMs: APPROVE_MS,
    cardOutMs: CARD_OUT_MS,
    date: () => "1120",
    lastReceipt: 470,
  });
  terminal.set(["power-loss"]);
  const connection = terminal.connect({ send: () => undefined, drop: () => undefined });
  const pay = { type: "pay", amount: 260, currency: 978 } as const;
  connection.receive(frameBytes(encodeCommand(pay)));

  clock.advance(APPROVE_MS);
  expect(terminal.books()).toMatchObject([{ amount: 260, isReversed: false }]);
  expect(terminal.isAtRest()).toBe(false);
  clock.advance(CARD_OUT_MS);
  expect(terminal.books()).toMatchObject([{ amount: 260, isReversed: true }]);
  expect(terminal.isAtRest()).toBe(true);
});
