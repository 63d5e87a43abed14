/** Decisions about the card terminals of the shop: which there are, and which till drives them. */

import { err, ok, type Result } from "../../base/result.ts";
import { terminalIdSchema } from "../../events/card-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { type DeviceId, type StreamId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { openWriteIds } from "../../state/register.ts";
import {
  readTerminal,
  readTerminals,
  type Terminal,
  USUAL_TERMINAL,
} from "../../terminals/terminals.ts";
import { foldText } from "../../text/entry-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type Context = Pick<DecisionContext, "view" | "staff" | "device">;

/** The fields that a person can set; which till drives it is said at that till. */
export type TerminalFields = Partial<
  Pick<
    Terminal,
    | "name"
    | "protocol"
    | "host"
    | "port"
    | "password"
    | "poi"
    | "keyName"
    | "keyVersion"
    | "passphrase"
    | "trust"
    | "isBound"
    | "canRepeat"
    | "settleSeconds"
    | "tabDays"
    | "takesSlips"
  >
>;

export interface TerminalWish {
  readonly id: string;
  /** The terminal must not exist yet; else it must. */
  readonly isNew: boolean;
  readonly said: TerminalFields;
}

const NAME_MAX = 40;

/** Decides a new terminal, which this till drives, or other values of one that is there. */
export function decideChangeTerminal(
  context: Context,
  { id, isNew, said }: TerminalWish,
): Decision {
  const { view, device } = context;
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const before = terminalBefore(view, { id, isNew, device });
  if (!before.ok) return before;
  const after: Terminal = { ...before.value, ...said, active: true };
  const name = after.name.trim();
  if (name === "" || Array.from(name).length > NAME_MAX) {
    return err({ type: "terminal/name-invalid", max: NAME_MAX });
  }
  const others = readTerminals(view).filter((other) => other.id !== id);
  if (others.some((other) => foldText(other.name) === foldText(name))) {
    return err({ type: "terminal/taken", name });
  }
  const lacks = lacksOf(after);
  if (lacks.length > 0) return err({ type: "terminal/lacks", name, fields: lacks });
  const drafts = [
    ...written(view, before.value, { ...after, name }),
    ...(isNew ? takenAnew(view, after) : []),
  ];
  return drafts.length === 0 ? err({ type: "terminal/same", name }) : ok(drafts);
}

/** The fields without which a Nexo terminal can't be talked to, as a person types them. */
const NEXO_FIELDS = {
  poiid: "poi",
  key: "keyName",
  passphrase: "passphrase",
  ca: "trust",
} as const satisfies Readonly<Record<string, keyof Terminal>>;

function lacksOf(terminal: Terminal): ReadonlyArray<string> {
  if (terminal.protocol !== "nexo") return [];
  const fields = Object.entries(NEXO_FIELDS);
  return fields.filter(([, of]) => terminal[of] === "").map(([field]) => field);
}

/** Decides that a terminal goes; a payment there that has no answer yet keeps it. */
export function decideRemoveTerminal(context: Context, id: string): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const terminal = usedTerminal(context.view, id);
  if (!terminal.ok) return terminal;
  return ok(written(context.view, terminal.value, { ...terminal.value, active: false }));
}

/** Returns the terminal that a person named; the empty id is that of a till which has none. */
export function usedTerminal(view: LedgerView, id: string): Result<Terminal, Refusal> {
  const terminal = readTerminal(view, id);
  if (terminal?.active === true) return ok(terminal);
  const terminals = readTerminals(view).map((other) => other.id);
  if (id === "") return err({ type: "terminal/none", terminals });
  return err({ type: "terminal/unknown", text: id, terminals });
}

function terminalBefore(
  view: LedgerView,
  { id, isNew, device }: Pick<TerminalWish, "id" | "isNew"> & { readonly device: DeviceId },
): Result<Terminal, Refusal> {
  if (!isNew) return usedTerminal(view, id);
  if (!terminalIdSchema.safeParse(id).success)
    return err({ type: "terminal/id-invalid", text: id });
  const known = readTerminal(view, id);
  if (known?.active === true) return err({ type: "terminal/taken", name: id });
  const { turn = 0 } = known ?? {};
  return ok({ ...USUAL_TERMINAL, id, name: id, till: device, driver: device, turn, active: false });
}

/** The fields as the event names them, with those of a terminal. */
const FIELDS = {
  name: "name",
  till: "till",
  driver: "protocol",
  host: "host",
  port: "port",
  password: "password",
  poi: "poi",
  keyName: "keyName",
  keyVersion: "keyVersion",
  passphrase: "passphrase",
  trust: "trust",
  isBound: "isBound",
  canRepeat: "canRepeat",
  settleSeconds: "settleSeconds",
  tabDays: "tabDays",
  takesSlips: "takesSlips",
  active: "active",
} as const satisfies Readonly<Record<string, keyof Terminal>>;

function written(view: LedgerView, before: Terminal, after: Terminal): ReadonlyArray<Draft> {
  const { fields } = view.state("terminal", after.id).entry;
  // A terminal that was taken away left its fields under this id, and a new one has none of them.
  const isNew = !before.active;
  const changed = Object.entries(FIELDS).filter(
    // What nobody has said of a new one is of another driver, which alone would read it.
    ([, of]) => (isNew && after[of] !== "") || before[of] !== after[of],
  );
  if (changed.length === 0) return [];
  const set = Object.fromEntries(changed.map(([field, of]) => [field, after[of]]));
  const replaced = changed.map(([field]) => [field, openWriteIds(fields[field])] as const);
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  return [{ kind: "terminal/set", streams: [terminalStream(after.id)], body: { set, over } }];
}

/** Returns the event by which this till drives a terminal that another one drove when it was taken away. */
function takenAnew(view: LedgerView, { id, driver }: Terminal): ReadonlyArray<Draft> {
  const known = readTerminal(view, id);
  if (known === undefined || known.driver === driver) return [];
  const body = { turn: known.turn + 1, last: null };
  return [{ kind: "terminal/taken", streams: [terminalStream(id)], body }];
}

function terminalStream(id: string): StreamId {
  return toStreamId("terminal", id);
}
