/** People of a group, whom head office brings to its shops: names by keys of its own, and never a PIN. */

import { describe, expect, test } from "vitest";

import { type FieldChange } from "../../../hub/groups/said.ts";
import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { sealedSecretsOf } from "../../../src/ledger/recovery/sealed-secrets.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { answer, groupOfOne, handOn, questionsAt } from "../../support/group-of-shops.ts";
import { personAt, setPerson } from "../../support/group-people.ts";
import { type TestTill } from "../../support/shop.ts";

const DORA = { name: "Dora", role: "waiter", active: true } as const;

describe("a person of a group", () => {
  test("is in its shops once published, by name and without a PIN", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish, changes } = group;
    setPerson(model, "12", { ...DORA, language: "fr", badge: "DORA-0001" });

    expect(publish().changes.map(told)).toEqual([
      ["12", "name", null, "Dora", "write"],
      ["12", "badge", null, "DORA-0001", "write"],
      ["12", "role", undefined, "waiter", "write"],
      ["12", "active", undefined, true, "write"],
      ["12", "language", undefined, "fr", "write"],
    ]);

    expect(personAt(till, "12")).toEqual({ ...DORA, pin: undefined });
    expect(changes().changes).toEqual([]);
    expect(till.ledger().quarantined()).toEqual([]);
    expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
    expect(office.ledger().secrets.idsFrom("pin/")).toEqual([]);
  });

  test("keeps the PIN that the shop gave, whatever name and role are published", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish } = group;
    setPerson(model, "12", DORA);
    publish();
    givePin(till, "12");
    handOn(till, office);
    setPerson(model, "12", { name: "Dora Klein", role: "manager" });

    expect(publish().changes.map(told)).toEqual([
      ["12", "name", "Dora", "Dora Klein", "write"],
      ["12", "role", "waiter", "manager", "write"],
    ]);

    const after = { name: "Dora Klein", role: "manager", active: true, pin: "pin/12/a" };
    expect(personAt(till, "12")).toEqual(after);
    expect(office.ledger().secrets.idsFrom("pin/")).toEqual([]);
  });

  test("comes back by name with the recovery sheet, for which the office seals what it wrote", () => {
    using group = groupOfOne(false, []);
    const { model, office, publish } = group;
    setPerson(model, "12", DORA);
    publish();
    const sealed = sealedSecretsOf(office.ledger());

    sealed.sealOwn(createSeededRandom("sheet"));
    const rows = sealed.rows();
    sealed.sealOwn(createSeededRandom("later"));

    expect(rows.map(({ id }) => id.replace(/[0-9a-f]+$/u, ""))).toEqual([
      `person/12/${office.device}/`,
    ]);
    expect(sealed.rows()).toEqual(rows);
  });

  test("who has left is ended in the shops, and comes to no other", () => {
    using group = groupOfOne(false, []);
    const { model, till, publish } = group;
    setPerson(model, "12", DORA);
    setPerson(model, "13", { ...DORA, active: false });
    publish();
    setPerson(model, "12", { active: false });

    publish();

    expect(personAt(till, "12")).toMatchObject({ active: false });
    expect(personAt(till, "13")).toBeUndefined();
  });

  test("who looks after the model since it was founded is nobody's in the shops", () => {
    using group = groupOfOne(false, []);
    const { model, till, publish } = group;
    setPerson(model, "1", { name: "Ada", role: "manager", active: true, by: "" });

    expect(publish().changes).toEqual([]);
    expect(personAt(till, "1")).toBeUndefined();
  });

  test("leaves a role that is free to the shop", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish } = group;
    const free = ["staff.role"];
    setPerson(model, "12", DORA);
    publish({ free });
    setPerson(till, "12", { role: "cook" });
    handOn(till, office);
    setPerson(model, "12", { role: "manager" });

    expect(publish({ free }).changes.map(told)).toEqual([
      ["12", "role", "cook", "manager", "free"],
    ]);
    expect(personAt(till, "12")).toMatchObject({ role: "cook" });
  });
});

describe("a person whom a shop had already", () => {
  test("with another name is asked about first, and stays as the shop's people keep it", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish, changes } = group;
    setPerson(till, "12", { name: "Berta", role: "cook", active: true });
    handOn(till, office);
    setPerson(model, "12", DORA);

    publish({ insists: true });

    const [question, ...others] = questionsAt(till);
    expect([question?.field, others]).toEqual(["name", []]);
    expect(personAt(till, "12")).toMatchObject({ name: "Berta", role: "cook" });

    answer(till, question, false);
    handOn(till, office);

    expect(questionsAt(till)).toEqual([]);
    expect(changes({ insists: true }).changes.map(fateOf)).toEqual(["kept", "kept"]);
    expect(
      office
        .ledger()
        .secrets.idsFrom("person/12/")
        .map((id) => id.split("/").length),
    ).toEqual([4]);
  });

  test("is the office's with name and role where the shop's people take them", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish, changes } = group;
    setPerson(till, "12", { name: "Berta", role: "cook", active: true });
    handOn(till, office);
    setPerson(model, "12", DORA);
    publish();

    answer(till, questionsAt(till)[0], true);
    const [role] = questionsAt(till);
    expect(role).toMatchObject({ field: "role", own: "cook", theirs: "waiter" });
    answer(till, role, true);
    handOn(till, office);

    expect(personAt(till, "12")).toMatchObject({ name: "Dora", role: "waiter" });
    expect(publish().changes.map(fateOf)).toEqual(["adopt", "adopt"]);
    setPerson(model, "12", { role: "manager" });
    expect(changes().changes.map(told)).toEqual([["12", "role", "waiter", "manager", "write"]]);
  });

  test("with the same name is the same person, who is asked about where something else differs", () => {
    using group = groupOfOne(false, []);
    const { model, till, office, publish, changes } = group;
    setPerson(till, "12", DORA);
    handOn(till, office);
    setPerson(model, "12", DORA);
    publish();
    expect(changes().changes.map(told)).toEqual([["12", "name", null, "Dora", "theirs"]]);
    expect(questionsAt(till)).toEqual([]);
    setPerson(model, "12", { role: "manager" });
    publish();

    const [question] = questionsAt(till);
    expect(question).toMatchObject({ field: "role", own: "waiter", theirs: "manager" });
    answer(till, question, true);
    handOn(till, office);

    expect(personAt(till, "12")).toMatchObject({ name: "Dora", role: "manager" });
    publish();
    setPerson(model, "12", { active: false });
    expect(publish().changes.map(told)).toEqual([["12", "active", true, false, "write"]]);
    expect(till.ledger().quarantined()).toEqual([]);
  });
});

function givePin(till: TestTill, number: string): void {
  const pinSet: Draft = {
    kind: "staff/pin-set",
    streams: [toStreamId("staff", number)],
    body: { verifierId: `pin/${number}/a`, over: [] },
  };
  till.write(pinSet);
}

function fateOf({ fate }: FieldChange): string {
  return fate;
}

function told({ id, field, fate, ...change }: FieldChange): ReadonlyArray<unknown> {
  const { from, to } = change.texts ?? change;
  return [id, field, from, to, fate];
}
