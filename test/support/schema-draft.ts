/** An event of a kind as its schema allows it, for kinds of which no test says more. */

import { type Draft, type Kind, KINDS } from "../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../src/domain/identity.ts";
import { type SampleOptions, schemaSample } from "./schema-sample.ts";

interface DraftOptions extends Pick<SampleOptions, "pick" | "hasOptional" | "numberIn"> {
  /** What stands where the schema wants the id of an event. */
  readonly id: () => EventId;
  /** The events that a write replaces. */
  readonly over: () => ReadonlyArray<EventId>;
  /** The name of a stream of that type that the event belongs to. */
  readonly nameOf: (type: string) => string;
}

/** The type of a kind's home, as its definition tells readers. */
const HOME = /^`(?<type>[a-z/-]+)\/</u;

export function schemaDraft(kind: Kind, options: DraftOptions): Draft {
  const { schema, home } = KINDS[kind];
  const type = HOME.exec(home)?.groups?.["type"];
  function known(name: string, of?: string): unknown {
    // A tax stands on top of others by their names.
    if (name === "onTopOf") return [];
    // A price of a list is fixed, or so much off.
    if (name === "off" && of === "integer") return 0;
    if (name === "over" && of === "array") return options.over();
    return name === "event id" ? options.id() : undefined;
  }

  const body = schemaSample(schema(), { ...options, known });
  const streams = type === undefined ? [] : [toStreamId(type, options.nameOf(type))];
  return { kind, streams, body } as Draft;
}
