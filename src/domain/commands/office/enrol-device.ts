/** Decision of an authority to take a device into the shop. */

import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type DeviceId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type AdmittedDevice, type Admission } from "../../membership/admission.ts";
import { rulesInPlaceOf } from "../../printers/receipt-printing.ts";
import { readSetting } from "../../settings/settings.ts";
import { VALUE_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";

export interface EnrolWish {
  readonly device: DeviceId;
  /** The device's public key, raw, hexadecimal. */
  readonly key: string;
  readonly name: string;
  readonly rights: ReadonlyArray<string>;
  /** The keys that the device shows on links and that secrets are sealed with: 64 hexadecimal digits each. */
  readonly linkKey: string;
  readonly sealKey: string;
  readonly devices: Admission;
}

/** The number of tills that hold the authority's key by themselves, so that losing one or two ends nothing. */
const AUTHORITIES_WANTED = 3;
const ALPHABET = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
/** A box that the recovery sheet has enrolled has six already. */
const CODE_LETTERS_MAX = 8;

/** The first tills of a shop are authorities from the start. */
export function decideEnrolDevice(
  context: DecisionContext,
  { devices, device, key, name, rights, linkKey, sealKey }: EnrolWish,
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const author = devices.get(context.device);
  if (author?.authority !== true) return err({ type: "chain/no-authority" });
  const fits = requireShortText("name", name);
  if (!fits.ok) return fits;
  const code = freeCode(author, devices);
  if (code === undefined) return err({ type: "device/no-letters", name: author.name });
  const promotes = rights.includes("till") && countAuthorities(devices) < AUTHORITIES_WANTED;
  const enrolled = { device, key, code, name, rights: [...rights] };
  return ok([
    { kind: "device/enrolled", streams: [], body: enrolled },
    { kind: "device/keyed", streams: [], body: { device, linkKey, sealKey } },
    ...(promotes ? [{ kind: "device/promoted", streams: [], body: { device } } as const] : []),
  ]);
}

/**
 * Letters are given once for ever, and by two authorities apart never the same: the founder gives A to Z,
 * every other one its own letters and one more.
 */
function freeCode(author: AdmittedDevice, devices: Admission): string | undefined {
  const taken = new Set([...devices.values()].map(({ code }) => code));
  const isFounder = author.code === "A";
  const codes = ALPHABET.map((letter) => (isFounder ? letter : author.code + letter));
  // The founder goes on after Z as any other device does.
  if (isFounder) codes.push(...ALPHABET.map((letter) => `A${letter}`));
  return codes.find((code) => !taken.has(code) && code.length <= CODE_LETTERS_MAX);
}

function countAuthorities(devices: Admission): number {
  return [...devices.values()].filter(({ authority, revoked }) => authority && !revoked).length;
}

/* The settings that name a till by its letters are said of the till that replaces it. */

const KEY = "receipts";

/** Settings that tills have written differently while apart are left out: people decide first. */
export function inheritSettings(view: LedgerView, from: string, to: string): ReadonlyArray<Draft> {
  const setting = view.state("set", KEY);
  if (isInQuestion(setting, VALUE_FIELD, [VALUE_FIELD])) return [];
  const rules = readSetting(view, KEY);
  const value = rulesInPlaceOf(rules, from, to);
  if (value.every((rule, index) => rule === rules[index])) return [];
  const over = openWriteIds(setting.fields[VALUE_FIELD]);
  return [
    { kind: "setting/set", streams: [toStreamId("set", KEY)], body: { value: [...value], over } },
  ];
}
