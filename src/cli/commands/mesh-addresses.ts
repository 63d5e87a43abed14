/** `till mesh add|remove|addresses`: where other tills are, for networks that don't say it. */

import { type MeshView } from "../../app/membership/mesh-view.ts";
import {
  addStaticAddress,
  knownAddresses,
  removeStaticAddress,
  typedAddress,
} from "../../app/mesh/mesh-addresses.ts";
import { meshStanding, tillName } from "../../app/mesh/mesh-report.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type Admission } from "../../domain/membership/admission.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type MeshChangeWords } from "../../words/made/meshChange/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";
import { wordsOf } from "./mesh.ts";

const said = sentencesOf(cliBoxWords);

type AddressWords = MeshChangeWords["address"];
type TriedAddress = MeshView["addresses"][number];

/** An address that isn't tried at the moment has no state. */
type ListedAddress = Pick<TriedAddress, "address" | "sources" | "device"> &
  Partial<Pick<TriedAddress, "state" | "failures" | "lastEnd">>;

const ADDRESS_WIDTH = 22;

export function addAddress(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  const address = addressOf(text);
  return withTill(options, console, ({ till }) => {
    const done = addStaticAddress(till.ledger, address);
    const words = wordsOf(console).address;
    if (done === "known") throw conflictFault(words.known({ address }));
    if (done === "too-many") throw usageFault(words.tooMany);
    if (options.json === true) console.json({ address, added: true });
    else console.out(words.added({ address }));
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
    const words = wordsOf(console).address;
    if (!removeStaticAddress(till.ledger, address)) {
      throw notFoundFault(words.notTyped({ address }));
    }
    if (options.json === true) console.json({ address, removed: true });
    else console.out(words.removed({ address }));
    return EXIT.fine;
  });
}

/** Lists the addresses that the holder of the duties tries, or without one those that would be tried. */
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
    const words = wordsOf(console).address;
    if (standing.type !== "linked") console.say(words.notTried);
    if (all.length === 0) console.say(words.none);
    for (const one of all) console.words(toText(words, devices, one), ADDRESS_WIDTH + 1);
    return EXIT.fine;
  });
}

function addressOf(text: string): string {
  const address = typedAddress(text);
  if (address !== undefined) return address;
  throw usageFault(said(({ mesh }) => mesh.noAddress({ text: quoted(text) })));
}

function toText(words: AddressWords, devices: Admission, one: ListedAddress): string {
  const sources = one.sources.map((source) => words.sources[source]).join(", ");
  return `${one.address.padEnd(ADDRESS_WIDTH)} ${sources}: ${outcomeText(words, devices, one)}`;
}

function outcomeText(words: AddressWords, devices: Admission, one: ListedAddress): string {
  const { device, state, failures = 0, lastEnd } = one;
  const led = device === null ? "" : words.leadsTo({ till: tillName(devices, device) });
  if (state === undefined) return led === "" ? words.untried : led;
  const why =
    lastEnd === null || lastEnd === undefined ? "" : words.ended({ end: lastEnd, tries: failures });
  switch (state) {
    case "not needed":
      return [led, words.connected].filter((text) => text !== "").join(", ");
    case "dialled":
      return [led, why, words.triedNow].filter((text) => text !== "").join(", ");
    case "waiting":
      return [led, why === "" ? words.willBeTried : why].filter((text) => text !== "").join(", ");
    case "left alone":
      return `${why}, ${words.leftAlone}`;
    default:
      return assertNever(state, "state of an address");
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
