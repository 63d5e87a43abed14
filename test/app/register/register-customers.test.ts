/** Customers at a real register, by its keys: found, told apart, added, scanned, taken off. */

import { describe, expect, test } from "vitest";

import { customerAdding } from "../../../src/app/people/customer-changes.ts";
import { type CustomerTexts } from "../../../src/domain/people/customers.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ plu, name }) => plu === "400" || name === "Apples" });
const CARD = "2900000000017";

describe("& and a name", () => {
  test("takes who alone can be meant, before and after goods", async () => {
    const register = await opened();

    register.type("&anna");
    register.press("Enter");
    expect(register.message()).toBe("The order is for Rossi, Anna.");
    expect(customerOf(register)).toBe("Rossi, Anna");
    register.type("400");
    register.press("Enter");
    register.type("&0699");
    register.press("Enter");

    expect(customerOf(register)).toBe("Rossi, Marco");
    expect(register.store.getState().order?.lines).toHaveLength(1);
  });

  test("asks which of several it is: Down and Enter, or Alt and a digit", async () => {
    const register = await opened();

    register.type("&rossi");
    register.press("Enter");
    expect(register.message()).toBe("2 customers: Down and Enter, or Alt-digit, says which.");
    expect(register.store.getState().order).toBeUndefined();
    register.press("Down", "Down", "Enter");
    expect(customerOf(register)).toBe("Rossi, Marco");
    register.type("&rossi");
    register.press("Alt-1");

    expect(customerOf(register)).toBe("Rossi, Anna");
  });

  test("that nobody has waits for the phone, and Enter adds the customer to the order", async () => {
    const register = await opened();

    register.type("&Bianchi, Ida");
    register.press("Enter");
    expect(register.store.getState()).toMatchObject({ text: "&+Bianchi, Ida ", order: undefined });
    register.type("030 1234");
    register.press("Enter");

    expect(register.message()).toBe("Bianchi, Ida is a customer now, and the order is for them.");
    expect(known(register, "bianchi")).toMatchObject([{ name: "Bianchi, Ida", phone: "030 1234" }]);
    expect(customerOf(register)).toBe("Bianchi, Ida");
  });

  test("keeps what it can't use: a number that nobody has, a customer without a name", async () => {
    const register = await opened();

    register.type("&555123");
    register.press("Enter");
    expect(register.message()).toBe("No customer has “555123”: &+ and a name adds one.");
    expect(register.store.getState().text).toBe("&555123");
    register.press("Esc");
    register.type("&+Ida 4111111111111111");
    register.press("Enter");

    expect(register.message()).toContain("bank card");
    expect(register.store.getState().text).toBe("&+Ida 4111111111111111");
    expect(known(register, "ida")).toEqual([]);
  });
});

describe("& alone", () => {
  test("takes off whoever is on the order, and undo puts them back", async () => {
    const register = await opened();
    register.type("&");
    register.press("Enter");
    expect(register.message()).toMatch(/^Nobody is on this order: /u);
    register.press("Esc");
    register.type("&anna");
    register.press("Enter");

    register.type("&");
    register.press("Enter");
    expect(register.message()).toBe("The order is not for Rossi, Anna any more.");
    expect(customerOf(register)).toBe("");
    register.press("Ctrl-Z");
    expect(register.message()).toBe("The customer of the order is as before.");
    expect(customerOf(register)).toBe("Rossi, Anna");
    register.press("Ctrl-U");

    expect(customerOf(register)).toBe("");
  });
});

describe("a customer's card", () => {
  test("that is scanned sets the customer, beside a half-typed text", async () => {
    const register = await opened();
    register.type("40");

    register.scan(CARD);

    expect(customerOf(register)).toBe("Rossi, Anna");
    expect(register.store.getState().text).toBe("40");
  });

  test("is scanned behind & too, and an unknown one is said so", async () => {
    const register = await opened();
    register.type("&");
    register.scan("2900000000024");
    expect(register.message()).toBe("No customer has “2900000000024”: &+ and a name adds one.");
    register.press("Esc");
    register.scan("2900000000024");
    expect(register.message()).toBe("Unknown code 2900000000024: nothing was added.");

    register.type("&");
    register.scan(CARD);

    expect(customerOf(register)).toBe("Rossi, Anna");
  });

  test("that is scanned in payment sets the customer, and nothing else there changes", async () => {
    const register = await opened();
    register.type("400");
    register.press("Enter", "F9");
    register.type("2");

    register.scan(CARD);

    expect(register.message()).toBe("The order is for Rossi, Anna.");
    expect(customerOf(register)).toBe("Rossi, Anna");
    expect(register.store.getState()).toMatchObject({ screen: "payment", text: "2" });
    register.type("0");
    register.press("Enter");
    const { order } = register.store.getState();
    expect(order?.status ?? "paid").toBe("paid");
  });

  test("that is scanned behind a new name becomes theirs", async () => {
    const register = await opened();
    register.type("&+Ida 030 1234");
    register.scan("2900000000024");
    expect(register.store.getState().text).toBe("&+Ida 030 1234 /2900000000024");
    register.press("Enter");

    expect(known(register, "2900000000024")).toMatchObject([{ name: "Ida", phone: "030 1234" }]);
  });
});

test("a customer's card that is scanned keeps the goods that wait for their weight", async () => {
  const register = await opened();
  register.type("apples");
  register.press("Enter");
  const { weighs } = register.store.getState();
  expect(weighs).toBeDefined();

  register.scan(CARD);

  expect(customerOf(register)).toBe("Rossi, Anna");
  expect(register.store.getState().weighs).toEqual(weighs);
});

test("a customer's card changes no order behind a list", async () => {
  const register = await opened();
  register.type("400");
  register.press("Enter", "F10");

  register.scan(CARD);

  expect(customerOf(register)).toBe("");
});

test("goods that are scanned behind a new name are sold, and the name stays", async () => {
  const register = await opened();
  register.type("&+Ida");

  register.scan("2100001003500");

  expect(register.store.getState().text).toBe("&+Ida");
  expect(register.store.getState().order?.lines.map(({ name }) => name)).toEqual(["Apples"]);
});

describe("F10", () => {
  test("finds a customer by what is typed before it, as the keypad needs it", async () => {
    const register = await opened();

    register.type("0660");
    register.press("F10");
    register.type("custom");
    register.press("Enter");

    expect(customerOf(register)).toBe("Rossi, Anna");
  });

  test("keeps a name for a new customer, also one that somebody has", async () => {
    const register = await opened();

    register.type("&Rossi, Anna");
    register.press("F10");
    register.type("new cust");
    register.press("Enter");
    expect(register.store.getState().text).toBe("&+Rossi, Anna ");
    register.press("Enter");

    expect(known(register, "rossi anna")).toHaveLength(2);
  });
});

test("the customer is there for the next cashier, in the list of open orders, and after a restart", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  add(register, { name: "Rossi, Anna" });
  await register.logIn("1", "1111");
  register.type("&anna");
  register.press("Enter", "Ctrl-L");
  await register.logIn("2", "2222");
  expect(customerOf(register)).toBe("Rossi, Anna");
  register.type("400");
  register.press("Enter", "F6");

  const restarted = openRealRegister(cafe);
  await restarted.logIn("1", "1111");
  restarted.press("F6");
  restarted.type("rossi");
  restarted.press("Enter");

  expect(customerOf(restarted)).toBe("Rossi, Anna");
  expect(restarted.store.getState().order?.lines).toHaveLength(1);
});

test("who comes before the goods is parked, listed and brought back like an order with goods", async () => {
  const register = await opened();
  register.type("400");
  register.press("Enter", "F6");
  register.type("&anna");
  register.press("Enter", "F6");
  expect(register.message()).toContain("A2");
  expect(register.store.getState().order).toBeUndefined();

  register.type("a1");
  register.press("F6");
  register.press("F6");
  register.type("a2");
  register.press("F6");

  expect(register.store.getState().order).toMatchObject({ number: "A2", lines: [] });
  expect(customerOf(register)).toBe("Rossi, Anna");
  register.type("&");
  register.press("Enter", "F6");
  expect(register.store.getState().list).toMatchObject({ orders: [{ number: "A1" }] });
});

test("a course that was chosen before the first goods is there for the next cashier", async () => {
  const register = await opened();
  register.type(";3");
  register.press("Enter", "Ctrl-L");
  await register.logIn("2", "2222");

  expect(register.store.getState().session?.course()).toBe(3);
});

describe("what was typed of a customer is not there for the next cashier", () => {
  test.each(["&+Ida 030 1234", "&0660 12345", ":customer Ida", ":kunde Ida", "＆ida"])(
    "%s, on the line",
    async (text) => {
      const register = await opened();
      register.type(text);

      register.press("Ctrl-L");

      expect(JSON.stringify(register.store.getState())).not.toMatch(/[Ii]da|0660 12345/u);
      await register.logIn("2", "2222");
      register.press("Up");
      expect(register.store.getState().text).toBe("");
    },
  );

  test("nor by Up, while other texts are there for who typed them", async () => {
    const register = await opened();
    register.type("&+Ida 030 1234");
    register.press("Enter", "Ctrl-L");
    await register.logIn("2", "2222");
    register.press("Up");
    expect(register.store.getState().text).toBe("");

    register.type("xyz");
    register.press("Esc", "Ctrl-L");
    await register.logIn("2", "2222");
    register.press("Up");

    expect(register.store.getState().text).toBe("xyz");
  });
});

async function opened(): Promise<RealRegister> {
  const register = openRealRegister(await newCafe());
  add(register, { name: "Rossi, Anna", phone: "+43 660 1234567", card: CARD });
  add(register, { name: "Rossi, Marco", phone: "0699 7654321" });
  await register.logIn("1", "1111");
  return register;
}

function add({ open }: RealRegister, texts: Partial<CustomerTexts>): void {
  const { name, decide, keep } = valueOf(customerAdding(open, texts));
  const release = open.till.whileCommitting(keep);
  valueOf(open.till.act(MIA, name, decide));
  release();
}

function known({ open }: RealRegister, typed: string) {
  return open.till.customers.index().find(typed).hits;
}

/** Empty for nobody. */
function customerOf({ open, store }: RealRegister): string {
  const { customer = "" } = store.getState().order ?? {};
  const found = open.till.customers.look(customer);
  return typeof found === "object" ? found.name : "";
}
