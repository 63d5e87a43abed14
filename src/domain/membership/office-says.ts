/**
 * What head office may say of people, event by event: who works there, in which role and language. Of what is sealed
 * (name, badge, rate) only what it sealed itself, by keys of its own, and only over what it said before: a person whom the
 * shop had already keeps all of it, and no PIN and no customer is an office's to write.
 *
 * A rule of stage 1: it looks at the event alone, and so is the same on every till.
 */

import { type DeviceId } from "../identity.ts";
import { officeKeyStart } from "../people/office-person.ts";

export interface SaidEvent {
  readonly kind: string;
  readonly streams: ReadonlyArray<string>;
  /** Returns the body as it was written; undefined where that is no JSON. */
  readonly body: () => unknown;
}

export function mayOfficeSay(office: DeviceId, { kind, streams, body }: SaidEvent): boolean {
  const [stream = "", another] = streams;
  switch (kind) {
    case "secret/written":
      return another === undefined && isOwnKey(stream, office);
    case "staff/set": {
      const said = body();
      if (!isRecord(said) || !isRecord(said["set"])) return false;
      const { set } = said;
      const sealed = SEALED_FIELDS.filter((field) => Object.hasOwn(set, field));
      if (sealed.length === 0) return true;
      const number = STAFF.exec(stream)?.[1];
      if (number === undefined || another !== undefined) return false;
      const overs = isRecord(said["over"]) ? said["over"] : {};
      return sealed.every((field) => {
        const over = Object.hasOwn(overs, field) ? overs[field] : [];
        return isSealedBy(set[field], officeKeyStart(number, office)) && areOwn(over, office);
      });
    }
    default:
      return true;
  }
}

const SEALED_FIELDS = ["name", "badge", "rate"] as const;
const STAFF = /^staff\/([1-9][0-9]{0,5})$/u;
const KEY = /^secret\/person\/([1-9][0-9]{0,5})\/[0-9a-z]{26}\/[0-9a-f]{1,32}$/u;

function isOwnKey(stream: string, office: DeviceId): boolean {
  const number = KEY.exec(stream)?.[1];
  return number !== undefined && stream.startsWith(`secret/${officeKeyStart(number, office)}`);
}

/** Null takes something away. */
function isSealedBy(value: unknown, start: string): boolean {
  if (value === null) return true;
  return isRecord(value) && typeof value["k"] === "string" && value["k"].startsWith(start);
}

function areOwn(over: unknown, office: DeviceId): boolean {
  return (
    Array.isArray(over) &&
    over.every((write) => typeof write === "string" && write.startsWith(`${office}.`))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
