/** Decisions about the printers of the shop: which there are, where they hang, and what comes out of them. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type Connection, isInSoftware } from "../../events/printer-connection.ts";
import { type DeviceId, streamName, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Admission } from "../../membership/admission.ts";
import { type PrinterFields } from "../../office/printer-text.ts";
import {
  carefulFor,
  isPrinterId,
  type Printer,
  readPrinter,
  readPrinters,
  USUAL_PRINTER,
} from "../../printers/printers.ts";
import { HOLDER_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { foldText } from "../../text/entry-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { findDevice } from "./find-device.ts";

type Context = Pick<DecisionContext, "view" | "staff" | "device">;

export interface PrinterWish {
  readonly id: string;
  /** The printer must not exist yet; else it must. */
  readonly isNew: boolean;
  /** The fields to set; the others stay as they are. */
  readonly said: PrinterFields;
}

export interface PrinterShop {
  readonly devices: Admission;
  /** The known models, by the profile that a printer is spoken to with. */
  readonly profiles: ReadonlyMap<string, KnownModel>;
}

export interface KnownModel {
  readonly columns: number;
  /** A model as far as this build knows it. */
  readonly hasBuzzer: boolean;
  /** The names of the models, as people call them. */
  readonly models: string;
}

const NAME_MAX = 40;
const FIELDS = [
  "name",
  "till",
  "connection",
  "profile",
  "columns",
  "prints",
  "stations",
  "standsInFor",
  "drawer",
  "buzzes",
  "pulseMs",
  "logo",
  "abilities",
  "active",
  "replacedBy",
] as const;

/** A new one hangs at this till unless it is said where. Refused where nothing would change. */
export function decideChangePrinter(
  context: Context,
  wish: PrinterWish,
  shop: PrinterShop,
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const printerNow = printerBefore(context, wish);
  if (!printerNow.ok) return printerNow;
  const after = printerAfter(context, printerNow.value, { wish, shop });
  if (!after.ok) return after;
  const drafts = written(context.view, printerNow.value, after.value);
  return drafts.length === 0 ? err({ type: "printer/same", name: after.value.name }) : ok(drafts);
}

/**
 * Decides that a printer goes. Its tickets print on the one that stands in for it; its other papers
 * wait in sight.
 */
export function decideRemovePrinter(context: Context, id: string): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const printer = usedPrinter(context.view, id);
  if (!printer.ok) return printer;
  return ok(written(context.view, printer.value, { ...printer.value, active: false }));
}

/** The spare prints all that the broken one did, and the broken one nothing more. */
export function decideReplacePrinter(
  context: Context,
  { id, by }: { readonly id: string; readonly by: string },
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const [broken, spare] = [usedPrinter(context.view, id), usedPrinter(context.view, by)];
  if (!broken.ok) return broken;
  if (!spare.ok) return spare;
  if (id === by) return err({ type: "printer/same", name: spare.value.name });
  const took: Printer = {
    ...spare.value,
    prints: union(spare.value.prints, broken.value.prints),
    stations: union(spare.value.stations, broken.value.stations),
    standsInFor: union(spare.value.standsInFor, broken.value.standsInFor).filter(
      (station) => !broken.value.stations.includes(station),
    ),
    logo: spare.value.logo ?? broken.value.logo,
  };
  return ok([
    ...written(context.view, spare.value, took),
    ...written(context.view, broken.value, { ...broken.value, active: false, replacedBy: by }),
  ]);
}

function printerBefore(
  { view, device }: Context,
  { id, isNew }: PrinterWish,
): Result<Printer, Refusal> {
  if (!isNew) return usedPrinter(view, id);
  if (!isPrinterId(id)) return err({ type: "printer/id-invalid", text: id });
  if (readPrinter(view, id)?.active === true) return err({ type: "printer/taken", name: id });
  return ok({ ...USUAL_PRINTER, id, name: id, till: device, driver: device, active: false });
}

/** Returns the printer that a person named. */
export function usedPrinter(view: LedgerView, id: string): Result<Printer, Refusal> {
  const printers = readPrinters(view);
  const printer = printers.find((other) => other.id === id);
  return printer === undefined
    ? err({ type: "printer/unknown", text: id, printers: printers.map((other) => other.id) })
    : ok(printer);
}

function printerAfter(
  { view }: Context,
  before: Printer,
  { wish, shop }: { readonly wish: PrinterWish; readonly shop: PrinterShop },
): Result<Printer, Refusal> {
  const { till, ...said } = wish.said;
  const place = till === undefined ? ok(before.till) : tillNamed(shop.devices, till);
  if (!place.ok) return place;
  const connection = said.connection ?? before.connection;
  // An unknown printer gets no commands that only some models understand.
  const careful = wish.isNew && !isInSoftware(connection) ? { profile: carefulFor(80) } : {};
  const names = { connection: stillNamed(connection, before.connection) };
  const after: Printer = {
    ...before,
    ...careful,
    ...said,
    ...names,
    till: place.value,
    active: true,
    replacedBy: undefined,
  };
  const name = after.name.trim();
  if (name === "" || Array.from(name).length > NAME_MAX) {
    return err({ type: "printer/name-invalid", max: NAME_MAX });
  }
  const otherPrinters = readPrinters(view).filter(({ id }) => id !== wish.id);
  if (otherPrinters.some((other) => foldText(other.name) === foldText(name))) {
    return err({ type: "printer/taken", name });
  }
  const model = shop.profiles.get(after.profile);
  if (model === undefined) {
    const profiles = [...shop.profiles.keys()];
    return err({ type: "printer/no-profile", text: after.profile, profiles });
  }
  // A setting for an ability that the printer lacks would have no effect.
  if ((said.buzzes ?? 0) > 0 && !model.hasBuzzer) {
    return err({ type: "printer/no-buzzer", name: model.models, text: after.profile });
  }
  const stations = stationsOf(view);
  const unknown = [...after.stations, ...after.standsInFor].find((id) => !stations.includes(id));
  if (unknown !== undefined) return err({ type: "printer/no-station", text: unknown, stations });
  // The columns are the model's, unless somebody knows better.
  const isOther = wish.isNew || after.profile !== before.profile;
  const columns = said.columns ?? (isOther ? model.columns : before.columns);
  return ok({ ...after, name, columns });
}

/** Keeps the learned hardware address when somebody types the printer's address again. */
function stillNamed(said: Connection, before: Connection): Connection {
  if (said.type !== "network" || before.type !== "network") return said;
  const isOther = said.mac !== undefined && said.mac !== before.mac;
  const isSame = said.host === before.host && said.port === before.port && !isOther;
  return isSame ? { ...before, ...said } : said;
}

/** `each`: every till has one of its own, as with papers in files. */
function tillNamed(devices: Admission, text: string): Result<DeviceId | null, Refusal> {
  if (text === "each") return ok(null);
  const found = findDevice(devices, text);
  return found.ok ? ok(found.value.device) : found;
}

/** Returns the ids of the stations, also of those that are not used any more. */
export function stationsOf(view: LedgerView): ReadonlyArray<string> {
  return view
    .tagged("cat")
    .map(streamName)
    .flatMap((name) => (name.startsWith("station/") ? [name.slice("station/".length)] : []));
}

/** Returns the events that make the printer what it is to be. */
export function written(view: LedgerView, before: Printer, after: Printer): ReadonlyArray<Draft> {
  const { fields } = view.state("printer", after.id);
  // A removed printer left its fields under this id, and a new one has none of them.
  const isNew = !before.active || Object.keys(fields).length === 0;
  const changed = FIELDS.filter(
    (field) =>
      isNew ||
      JSON.stringify(before[field]) !== JSON.stringify(after[field]) ||
      isInQuestion({ fields }, field, FIELDS),
  );
  if (changed.length === 0) return [];
  const set = Object.fromEntries(changed.map((field) => [field, after[field] ?? null]));
  const replaced = changed.map((field) => [field, openWriteIds(fields[field])] as const);
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  const streams = [toStreamId("printer", after.id)];
  const draft: Draft = { kind: "printer/set", streams, body: { set, over } };
  // A till that drove the printer for its owner does so no longer.
  const changesHands = isNew || before.till !== after.till;
  if (!changesHands || fields[HOLDER_FIELD] === undefined) return [draft];
  const body = { to: after.till, over: openWriteIds(fields[HOLDER_FIELD]) };
  return [draft, { kind: "printer/handed", streams, body }];
}

function union<Item>(some: ReadonlyArray<Item>, others: ReadonlyArray<Item>): ReadonlyArray<Item> {
  return [...new Set([...some, ...others])];
}
