/** The register without a screen over a real till and a real store: pressed by its keys, at the café. */

import { onTestFinished, vi } from "vitest";

import { type OpenTill } from "../../src/app/open-till.ts";
import { shownPins } from "../../src/app/register/open-register.ts";
import {
  createRegisterPort,
  type RegisterPortOptions,
} from "../../src/app/register/register-port.ts";
import { isPinTyped } from "../../src/tui/pin-check.ts";
import {
  createRegisterStore,
  type RegisterStore,
  type RegisterStoreDeps,
} from "../../src/tui/register-store.ts";
import { type Cafe } from "./cafe.ts";
import { createKeyboard, type Keyboard } from "./keyboard.ts";

export interface RealRegister extends Keyboard {
  readonly store: RegisterStore;
  readonly open: OpenTill;
  readonly message: () => string;
  /** Resolves when no PIN is being checked any more. */
  readonly checked: () => Promise<void>;
  /** By staff number and PIN, from a till that nobody is logged in at. */
  readonly logIn: (number: string, pin: string) => Promise<void>;
}

export function openRealRegister({
  open: openTill,
  clock,
  findPrinters = () => Promise.resolve([]),
  ...before
}: Pick<Cafe, "open" | "clock"> &
  Pick<RegisterPortOptions, "findPrinters"> &
  Pick<RegisterStoreDeps, "takeover">): RealRegister {
  const open = openTill();
  const store = createRegisterStore({
    port: createRegisterPort(open, { demoStaff: shownPins(open), findPrinters }),
    clock,
    ...before,
    onLog: (sentence) => {
      throw new Error(sentence);
    },
  });
  onTestFinished(store.close);
  const keyboard = createKeyboard(store, clock);

  function checked(): Promise<void> {
    return vi.waitFor(
      () => {
        if (isPinTyped(store.getState())) throw new Error("The PIN is being checked.");
      },
      { timeout: 45_000, interval: 1 },
    );
  }

  return {
    ...keyboard,
    store,
    open,
    message: () => store.getState().message?.text ?? "",
    checked,
    logIn: async (number, pin) => {
      if (store.getState().logIn.step === "pin") keyboard.press("Esc");
      for (const typed of [number, pin]) {
        keyboard.type(typed);
        keyboard.press("Enter");
      }
      await checked();
      const { session } = store.getState();
      if (session?.staffNumber !== number) throw new Error("Nobody was let in.");
    },
  };
}
