/** `till mesh add|remove|addresses`: where other tills are, for networks that don't say it. */

import { counted } from "../../app/counted.ts";
import { type MeshView } from "../../app/mesh-view.ts";
import {
  addStaticAddress,
  knownAddresses,
  removeStaticAddress,
  typedAddress,
} from "../../app/mesh/mesh-places.ts";
import { meshStanding, tillName } from "../../app/mesh/mesh-report.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Admission } from "../../domain/membership/admission.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

type TriedAddress = MeshView["addresses"][number];

/** What isn't tried at the moment has no more to tell. */
type ListedAddress = Pick<TriedAddress, "address" | "sources" | "device"> &
  Partial<Pick<TriedAddress, "state" | "failures" | "lastEnd">>;

const ADDRESS_WIDTH = 22;
const SOURCE_WORDS = {
  static: "typed in",
  remembered: "worked before",
  told: "told by a till",
  heard: "heard by multicast",
} as const;

export function addAddress(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  const address = addressOf(text);
  return withTill(options, console, ({ till }) => {
    const done = addStaticAddress(till.ledger, address);
    if (done === "known") {
      throw new CommandFault(EXIT.conflict, `${address} is typed in already.`);
    }
    if (done === "too-many") {
      throw usageFault("So many addresses help nobody: remove one (`till mesh addresses`).");
    }
    if (options.json === true) console.json({ address, added: true });
    else
      console.out(
        `${address} is looked at from now on: \`till mesh addresses\` tells what comes of it.`,
      );
    return EXIT.fine;
  });
}

export function removeAddress(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  const address = addressOf(text);
  return withTill(options, console, ({ till }) => {
    if (!removeStaticAddress(till.ledger, address)) {
      throw new CommandFault(
        EXIT.notFound,
        `Nobody has typed in ${address}: \`till mesh addresses\`.`,
      );
    }
    if (options.json === true) console.json({ address, removed: true });
    else console.out(`${address} is no typed address any more; a till that is connected stays so.`);
    return EXIT.fine;
  });
}

/** What the holder of the duties tries, or without one what would be tried. */
export function listAddresses(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till, printing }) => {
    const { ledger } = till;
    const standing = meshStanding(ledger, await printing.askHolder());
    const known = knownAddresses(ledger.store);
    const tried = standing.type === "linked" ? standing.view.addresses : [];
    const all = [
      ...tried,
      ...known.filter(({ address }) => tried.every((other) => other.address !== address)),
    ];
    const devices = ledger.admission();
    if (options.json === true) {
      console.json({ addresses: all.map((one) => toJson(devices, one)) });
      return EXIT.fine;
    }
    if (standing.type !== "linked") {
      console.say("No program of this till is connected, so none of them is tried.");
    }
    if (all.length === 0) console.say("No address: `till mesh add HOST:PORT` names one.");
    for (const one of all) console.words(toText(devices, one), ADDRESS_WIDTH + 1);
    return EXIT.fine;
  });
}

function addressOf(text: string): string {
  const address = typedAddress(text);
  if (address !== undefined) return address;
  throw usageFault(
    `${quoted(text)} is no address: say HOST:PORT, such as 192.168.1.20:7777 or [fd00::7]:7777.`,
  );
}

function toText(devices: Admission, one: ListedAddress): string {
  const sources = one.sources.map((source) => SOURCE_WORDS[source]).join(", ");
  return `${one.address.padEnd(ADDRESS_WIDTH)} ${sources}: ${outcomeText(devices, one)}`;
}

function outcomeText(devices: Admission, one: ListedAddress): string {
  const { device, state, failures = 0, lastEnd } = one;
  const led = device === null ? "" : `leads to ${tillName(devices, device)}`;
  if (state === undefined) return led === "" ? "not tried" : led;
  const why = lastEnd === null || lastEnd === undefined ? "" : failureText(lastEnd, failures);
  switch (state) {
    case "not needed":
      return [led, "connected"].filter((text) => text !== "").join(", ");
    case "dialled":
      return [led, why, "tried this moment"].filter((text) => text !== "").join(", ");
    case "waiting":
      return [led, why === "" ? "will be tried" : why].filter((text) => text !== "").join(", ");
    case "left alone":
      return `${why}, left alone for a while`;
    default:
      return assertNever(state, "state of an address");
  }
}

function failureText(end: NonNullable<TriedAddress["lastEnd"]>, failures: number): string {
  switch (end) {
    case "unreachable":
      return `nobody answers (${counted(failures, "try", "tries")})`;
    case "stranger":
      return "whoever answers there is no till of this shop";
    case "ourselves":
      return "this very box";
    default:
      return assertNever(end, "end of a dial");
  }
}

function toJson(devices: Admission, one: ListedAddress) {
  const { address, sources, device, state, failures, lastEnd } = one;
  return {
    address,
    sources,
    typed: sources.includes("static"),
    device: device === null ? null : (devices.get(device)?.code ?? null),
    fingerprint: device,
    state: state ?? null,
    failures: failures ?? null,
    lastEnd: lastEnd ?? null,
  };
}
