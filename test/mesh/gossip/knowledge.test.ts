/** On how many tills something is safe: each has named the very end, and not just a number of it. */

import { expect, test } from "vitest";

import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
} from "../../../src/domain/identity.ts";
import { createKnowledge } from "../../../src/mesh/gossip/knowledge.ts";

const FRONT = chain("front");
const BAR = chain("bar");
const OFFICE = "office" as DeviceId;
const KITCHEN = "kitchen" as DeviceId;

test("who holds another branch up to that number doesn't hold it", () => {
  const it = frontTill();
  it.ends.push(end(FRONT, 7, "ours"));

  it.knowledge.holds(OFFICE, [end(FRONT, 7, "copy's")]);
  expect(it.knowledge.safeOn()).toBe(0);
  it.knowledge.holds(OFFICE, [end(FRONT, 9, "copy's, later")]);
  expect(it.knowledge.safeOn()).toBe(0);
  expect(it.knowledge.safety()).toEqual([{ device: deviceOf(FRONT), safeOn: 0 }]);

  it.knowledge.holds(OFFICE, [end(FRONT, 9, "copy's, later"), end(FRONT, 7, "ours")]);
  expect(it.knowledge.safeOn()).toBe(1);
});

test("of a till that has spoken with two voices both have to be there", () => {
  const it = frontTill();
  it.ends.push(end(FRONT, 9, "copy's"), end(FRONT, 7, "ours"));

  it.knowledge.holds(OFFICE, [end(FRONT, 9, "copy's")]);
  it.knowledge.holds(KITCHEN, [end(FRONT, 9, "copy's"), end(FRONT, 7, "ours")]);

  expect(it.knowledge.safeOn()).toBe(1);
});

test("on a till that was shut out nothing is safe, whatever it holds", () => {
  const it = frontTill();
  it.ends.push(end(FRONT, 7, "ours"), end(BAR, 4, "bar's"));
  for (const device of [OFFICE, KITCHEN]) it.knowledge.holds(device, [...it.ends]);
  expect(it.knowledge.safeOn()).toBe(2);

  it.out.add(OFFICE);

  expect(it.knowledge.safeOn()).toBe(1);
  expect(it.knowledge.safety()).toContainEqual({ device: deviceOf(BAR), safeOn: 2 });
  it.out.add(deviceOf(FRONT));
  expect(it.knowledge.safety()).toContainEqual({ device: deviceOf(BAR), safeOn: 1 });
});

test("what somebody has named once it holds, however far it is since", () => {
  const it = frontTill();
  it.ends.push(end(BAR, 4, "four"));
  it.knowledge.holds(OFFICE, [end(BAR, 4, "four")]);

  for (const seq of [5, 6]) it.knowledge.holds(OFFICE, [end(BAR, seq, `not here ${seq}`)]);

  // This one holds it too.
  expect(it.knowledge.safety()).toEqual([{ device: deviceOf(BAR), safeOn: 2 }]);
});

test("made-up ends without end are not remembered", () => {
  const it = frontTill();
  for (let round = 0; round < 30; round += 1) {
    const many = Array.from({ length: 1000 }, (_, index) =>
      end(chain(`made ${round}`), index + 1, `made ${round} ${index}`),
    );
    it.knowledge.holds(OFFICE, many);
  }

  const [[, known] = []] = [...it.knowledge.devices()];
  const count = [...(known?.held.values() ?? [])].reduce((sum, ends) => sum + ends.length, 0);
  expect(count).toBeLessThanOrEqual(10_000);
  it.ends.push(end(FRONT, 7, "ours"));
  it.knowledge.holds(KITCHEN, [end(FRONT, 7, "ours")]);
  expect(it.knowledge.safeOn()).toBe(1);
});

function frontTill() {
  const ends: ChainEnd[] = [];
  /** Who was shut out. */
  const out = new Set<DeviceId>();
  const knowledge = createKnowledge({
    device: deviceOf(FRONT),
    ends: () => ends,
    endsOf: (origin: Origin) => ends.filter((one) => one.origin === origin),
    ownOrigin: () => FRONT,
    isActive: (device: DeviceId) => !out.has(device),
  } as never);
  return { ends, out, knowledge };
}

function end(origin: Origin, seq: number, hash: string): ChainEnd {
  return { origin, seq, hash: hash as Hash };
}

/** Of a device whose name is as long as they are. */
function chain(name: string): Origin {
  return `${name.padEnd(26, "0")}.1` as Origin;
}
