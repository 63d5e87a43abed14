import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  emptyRegister,
  isContested,
  openWriteIds,
  type Register,
  registerValue,
  type RegisterWrite,
  writeRegister,
} from "../../../src/domain/state/register.ts";
import { idOf } from "../../support/told.ts";

const [V0, V1, V2, V3] = [idOf("A", 1), idOf("B", 2), idOf("C", 3), idOf("A", 4)];

describe("a field that several tills write", () => {
  test("has no value until somebody writes it", () => {
    expect(registerValue(emptyRegister())).toBeUndefined();
    expect(openWriteIds(undefined)).toEqual([]);
  });

  test("has the value that was written last, and nobody is asked", () => {
    const price = after(write(V0, 300), write(V1, 350, [V0]));

    expect(registerValue(price)).toBe(350);
    expect(openWriteIds(price)).toEqual([V1]);
    expect(isContested(price)).toBe(false);
  });

  test("written apart by two tills asks a person, until a third write settles it", () => {
    const apart = after(write(V0, 300), write(V1, 350, [V0]), write(V2, 360, [V0]));
    const settled = writeRegister(apart, write(V3, 355, openWriteIds(apart)));

    expect(registerValue(apart)).toBe(360);
    expect(openWriteIds(apart)).toEqual([V1, V2]);
    expect(isContested(apart)).toBe(true);
    expect(registerValue(settled)).toBe(355);
    expect(isContested(settled)).toBe(false);
  });

  test("written apart to the same value asks nobody: nothing contradicts", () => {
    const price = after(write(V0, 300), write(V1, 350, [V0]), write(V2, 350, [V0]));

    expect(isContested(price)).toBe(false);
  });

  test("stays contested when a write settles only one of two", () => {
    const apart = after(write(V0, 300), write(V1, 350, [V0]), write(V2, 360, [V0]));

    const half = writeRegister(apart, write(V3, 355, [V2]));

    expect(isContested(half)).toBe(true);
    expect(registerValue(half)).toBe(355);
  });

  test("does not ask about what a write has known that names one which is not here yet", () => {
    const waiting = after(write(V0, 300), write(V2, 360, [V1]));

    expect(isContested(waiting)).toBe(false);
    expect(registerValue(waiting)).toBe(360);
  });

  test("still names what a blind write left open, so that nothing stands unreplaced later", () => {
    const blind = after(write(V0, 300), write(V2, 360, [V1]));
    const over = openWriteIds(blind);
    const settled = after(
      write(V0, 300),
      write(V1, 350, [V0]),
      write(V2, 360, [V1]),
      write(V3, 380, over),
    );

    expect(over).toEqual([V0, V2]);
    expect(isContested(settled)).toBe(false);
  });

  test("takes a write over a blind one for blind too: what that had known, this one has", () => {
    const price = after(write(V0, 300), write(V2, 360, [V1]), write(V3, 380, [V2]));

    expect(isContested(price)).toBe(false);
    expect(registerValue(price)).toBe(380);
    expect(openWriteIds(price)).toEqual([V0, V3]);
  });

  test("of one till after the other asks nobody, whichever of its writes are not here", () => {
    const writes = fc.array(fc.record({ value: fc.nat(2), isHere: fc.boolean() }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(writes, (all) => {
        let whole: Register<number> = emptyRegister();
        let here: Register<number> = emptyRegister();
        for (const [index, { value, isHere }] of all.entries()) {
          const next = { id: idOf("A", index + 1), value, over: openWriteIds(whole) };
          whole = writeRegister(whole, next);
          if (isHere) here = writeRegister(here, next);
        }

        expect(isContested(here)).toBe(false);
      }),
      { seed: 20_261_122 },
    );
  });

  test("asks about writes that came after a blind one", () => {
    const price = after(write(V0, 300), write(V1, 350, [idOf("D", 9)]), write(V2, 360, [V0]));

    expect(isContested(price)).toBe(true);
  });

  test("takes a write over one that is replaced already for an old one, and not for a blind one", () => {
    const price = after(write(V0, 300), write(V1, 350, [V0]), write(V2, 340, [V0]));

    expect(price.open.map(({ blind }) => blind)).toEqual([false, false]);
  });

  test("is never contested when each write names all that stand open", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 30 }), (values) => {
        let register: Register<number> = emptyRegister();
        for (const [index, value] of values.entries()) {
          const id = idOf("A", index + 1);
          register = writeRegister(register, { id, value, over: openWriteIds(register) });
        }

        expect(isContested(register)).toBe(false);
        expect(registerValue(register)).toBe(values.at(-1));
      }),
      { seed: 20_261_120 },
    );
  });
});

function write(
  id: RegisterWrite<number>["id"],
  value: number,
  over = [] as RegisterWrite<number>["id"][],
): RegisterWrite<number> {
  return { id, value, over };
}

function after(...writes: ReadonlyArray<RegisterWrite<number>>): Register<number> {
  return writes.reduce<Register<number>>(writeRegister, emptyRegister());
}
