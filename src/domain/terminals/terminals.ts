/**
 * The card terminals of a shop, and which till drives which.
 *
 * A terminal belongs to a till, which alone asks it for money. Another till drives it only after a person
 * there has said so: a till that is away may be paying by it. Source: docs/rules/cards.md, C12 to C15.
 */

import { lazy } from "../base/lazy.ts";
import { type TerminalDriver, terminalSetSchema } from "../events/terminal-events.ts";
import { TERMINAL_TAG } from "../folds/terminal-fold.ts";
import { type DeviceId, deviceOf, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EntryState, fieldValue } from "../state/entry-state.ts";
import { type TerminalState, type TerminalTaken } from "../state/terminal-state.ts";

export interface Terminal {
  readonly id: string;
  readonly name: string;
  /** The till that it belongs to. */
  readonly till: DeviceId;
  /** The till that drives it now. */
  readonly driver: DeviceId;
  /** The number of the take-over under which that till drives it; 0 while it is its own. */
  readonly turn: number;
  readonly protocol: TerminalDriver;
  readonly host: string;
  readonly port: number;
  /** Of a ZVT terminal. */
  readonly password: string;
  /** Of a Nexo terminal, all that follow: which one it is, and the key that it shares with the shop. */
  readonly poi: string;
  readonly keyName: string;
  readonly keyVersion: number;
  /** The id of the secret that the key is made of; empty for none. */
  readonly passphrase: string;
  /** What its certificate has to be by. */
  readonly trust: string;
  readonly isBound: boolean;
  readonly canRepeat: boolean;
  readonly settleSeconds: number;
  /** How many days its acquirer holds what a card reserved for a tab. */
  readonly tabDays: number;
  /** The till prints what the terminal would. */
  readonly takesSlips: boolean;
  readonly active: boolean;
}

/** The fields of a terminal that nobody has said otherwise of. */
export const USUAL_TERMINAL = {
  protocol: "zvt",
  host: "127.0.0.1",
  port: 20_007,
  password: "000000",
  poi: "",
  keyName: "",
  keyVersion: 1,
  passphrase: "",
  trust: "",
  isBound: false,
  canRepeat: true,
  settleSeconds: 60,
  // Of the schemes, Visa holds the money of a card that was there the shortest. Source: Stripe, "Place a hold
  // on a payment method": 5 days since 2024-04-14; Clover names 7 for Visa and 30 for Mastercard.
  tabDays: 5,
  takesSlips: false,
} as const satisfies Partial<Terminal>;

/** Returns the terminals in use, by their ids. */
export function readTerminals(view: LedgerView): ReadonlyArray<Terminal> {
  return readAllTerminals(view).filter(({ active }) => active);
}

/** Returns all terminals that there ever were, by their ids. */
export function readAllTerminals(view: LedgerView): ReadonlyArray<Terminal> {
  return view
    .tagged(TERMINAL_TAG)
    .map(streamName)
    .flatMap((id) => readTerminal(view, id) ?? []);
}

/** Returns a terminal, also one that was taken away; undefined for an id that never was one. */
export function readTerminal(view: LedgerView, id: string): Terminal | undefined {
  const state = view.state("terminal", id);
  const till = read(state.entry, "till");
  if (till === undefined) return undefined;
  const turn = lastTurn(state);
  return {
    id,
    name: read(state.entry, "name") ?? id,
    till,
    driver: turn === undefined ? till : deviceOf(turn.till),
    turn: turn?.turn ?? 0,
    protocol: read(state.entry, "driver") ?? USUAL_TERMINAL.protocol,
    host: read(state.entry, "host") ?? USUAL_TERMINAL.host,
    port: read(state.entry, "port") ?? USUAL_TERMINAL.port,
    password: read(state.entry, "password") ?? USUAL_TERMINAL.password,
    poi: read(state.entry, "poi") ?? USUAL_TERMINAL.poi,
    keyName: read(state.entry, "keyName") ?? USUAL_TERMINAL.keyName,
    keyVersion: read(state.entry, "keyVersion") ?? USUAL_TERMINAL.keyVersion,
    passphrase: read(state.entry, "passphrase") ?? USUAL_TERMINAL.passphrase,
    trust: read(state.entry, "trust") ?? USUAL_TERMINAL.trust,
    isBound: read(state.entry, "isBound") ?? USUAL_TERMINAL.isBound,
    canRepeat: read(state.entry, "canRepeat") ?? USUAL_TERMINAL.canRepeat,
    settleSeconds: read(state.entry, "settleSeconds") ?? USUAL_TERMINAL.settleSeconds,
    tabDays: read(state.entry, "tabDays") ?? USUAL_TERMINAL.tabDays,
    takesSlips: read(state.entry, "takesSlips") ?? USUAL_TERMINAL.takesSlips,
    active: read(state.entry, "active") ?? true,
  };
}

/** Returns the terminals that a till drives now. */
export function terminalsOf(view: LedgerView, device: DeviceId): ReadonlyArray<Terminal> {
  return readTerminals(view).filter(({ driver }) => driver === device);
}

/** Returns the take-over that counts: of two with one number, the later. */
function lastTurn({ taken }: TerminalState): TerminalTaken | undefined {
  return taken.reduce<TerminalTaken | undefined>(
    (last, next) => (last === undefined || next.turn >= last.turn ? next : last),
    undefined,
  );
}

const fieldSchemas = lazy(() => terminalSetSchema().shape.set.shape);
type Fields = ReturnType<typeof fieldSchemas>;
type ValueOf<Name extends keyof Fields> = NonNullable<ReturnType<Fields[Name]["parse"]>>;

/** Reads one field; a value of a newer build that this one does not know counts as not set. */
function read<Name extends keyof Fields>(
  entry: EntryState,
  field: Name,
): ValueOf<Name> | undefined {
  const checked = fieldSchemas()[field].safeParse(fieldValue(entry, field));
  // The schema of the same field has checked the value.
  return checked.success ? (checked.data as ValueOf<Name> | undefined) : undefined;
}
