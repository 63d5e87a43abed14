/** `till mesh list|promote|revoke`: who belongs to the shop. */

import { counted } from "../../app/counted.ts";
import {
  listDevices,
  promoteDevice,
  revokeDevice,
  type ShopDevice,
} from "../../app/mesh/devices.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { askLine } from "../../app/prompt.ts";
import { type Till } from "../../app/till.ts";
import { deviceName } from "../../domain/commands/change-device.ts";
import { findDevice } from "../../domain/find-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { revocationJson, revokedWord } from "../revoked-words.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export type ChangeOptions = JsonOptions & StaffOptions;

export interface RevokeOptions extends ChangeOptions {
  readonly reason: string;
  readonly yes?: boolean;
}

const FINGERPRINT_DIGITS = 8;

export function listTheDevices(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const devices = listDevices(till);
    if (options.json === true) console.json({ devices: devices.map(toJson) });
    else for (const line of devices.flatMap(toText)) console.out(line);
    return EXIT.fine;
  });
}

export function promote(text: string, options: ChangeOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const { device } = named(till, text);
    const actor = await whoActs(till, options, console);
    const done = promoteDevice(till, actor, device);
    if (!done.ok) throw refusalFault(done.fault, till);
    const now = shown(till, device);
    if (options.json === true) console.json({ ...toJson(now), done: "device/promoted" });
    else console.out(`${deviceName(now)} may enrol, promote and revoke tills from now on.`);
    return EXIT.fine;
  });
}

export function revoke(text: string, options: RevokeOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const target = named(till, text);
    const isMeant = saysThatItIsMeant(options, console);
    const actor = await whoActs(till, options, console);
    // One that is out already is refused, not asked about.
    if (!isMeant && !target.revoked) await confirm(target, console);
    const { device } = target;
    const done = revokeDevice(till, actor, { device, reason: options.reason });
    if (!done.ok) throw refusalFault(done.fault, till);
    const now = shown(till, device);
    if (options.json === true) {
      console.json({ ...toJson(now), done: "device/revoked", counting: done.value });
      return EXIT.fine;
    }
    console.out(`${deviceName(now)} is revoked. What goes on counting of it:`);
    for (const { origin, seq, hash } of done.value) {
      console.out(
        `  ${chainName(origin)}  up to event ${seq}  ${hash.slice(0, FINGERPRINT_DIGITS)}`,
      );
    }
    if (done.value.length === 0) console.out("  nothing, it has said nothing here");
    return EXIT.fine;
  });
}

/** Where nobody could be asked it has to be said, before anything else is asked. */
export function saysThatItIsMeant(
  { yes }: { readonly yes?: boolean },
  { environment }: Console,
): boolean {
  if (yes !== true && !environment.isTerminal) {
    throw usageFault("Revoking is for ever: say --yes if it is meant.");
  }
  return yes === true;
}

/** Nobody revokes a till by a slip of the thumb: its letters have to be typed. */
export async function confirm(target: ShopDevice, { say }: Console): Promise<void> {
  say(`Revoking ${deviceName(target)} is for ever, on every till that hears of it.`);
  say(`What is here of it counts on: ${counted(target.chains.length, "chain")}.`);
  say("What it says from now on, or said and nobody here has heard, counts for nothing.");
  if (target.isSelf) say("This is the till that you are at: it will sell nothing more.");
  const prompt = `Type its letters, ${target.code}, to revoke it: `;
  const typed = await askLine({ prompt, isShown: true });
  if (typed?.trim().toUpperCase() !== target.code) {
    throw new CommandFault(EXIT.interrupted, "Nothing was revoked.");
  }
}

export function named(till: Till, text: string): ShopDevice {
  const found = findDevice(till.ledger.admission(), text);
  if (!found.ok) throw refusalFault(found.fault, till);
  return shown(till, found.value.device);
}

function shown(till: Till, device: DeviceId): ShopDevice {
  const found = listDevices(till).find((other) => other.device === device);
  if (found === undefined) throw new Error(`The device ${device} is not in the shop.`);
  return found;
}

function toJson(shown: ShopDevice) {
  const { device, code, name, rights, authority, revocation, isSelf, chains } = shown;
  return {
    code,
    name,
    fingerprint: device,
    rights,
    authority,
    revoked: revocation !== undefined,
    ...revocationJson(revocation),
    self: isSelf,
    chains: chains.map(({ origin, seq, hash, at }) => ({ origin, seq, hash, at: wallToText(at) })),
  };
}

function toText(device: ShopDevice): ReadonlyArray<string> {
  const { device: id, rights, authority, revocation, isSelf, chains } = device;
  const words = [
    ...(revocation === undefined ? [] : [revokedWord(revocation)]),
    ...(revocation === undefined ? [...(authority ? ["authority"] : []), ...rights] : []),
    ...(isSelf ? ["this till"] : []),
  ];
  return [
    `${deviceName(device)}: ${words.join(", ")}`,
    `    fingerprint ${id}`,
    ...chains.map(
      ({ origin, seq, at }) =>
        `    ${chainName(origin)}  ${counted(seq, "event")}, the last at ${wallToText(at)}`,
    ),
  ];
}

/** The part that tells the incarnations of one device apart. */
function chainName(origin: string): string {
  return origin.slice(origin.indexOf(".") + 1);
}
