import { stripVTControlCharacters } from "node:util";

import { describe, expect, test } from "vitest";

import { type Language, type Locale } from "../../src/domain/text/locale.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { COMMANDS, commandOfWord } from "../../src/tui/commands.ts";
import { footerRows } from "../../src/tui/frame/around-panes.ts";
import { rowsOf } from "../../src/tui/lists/list-rows.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { bigDigits } from "../../src/tui/panes/payment-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { emptyState } from "../../src/tui/register-state.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { helpRows } from "../../src/tui/rows/help-rows.ts";
import { statusFields } from "../../src/tui/rows/status-fields.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { type Words, wordsFor } from "../../src/words/screen-words.ts";
import { ALL_SCREENS } from "../support/all-screens.ts";
import { enScreen as en } from "../support/english-words.ts";
import { LANGUAGES, TRANSLATIONS } from "../support/languages.ts";
import { messageText } from "../support/message-text.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";
import { sampleFacts } from "../support/sample-facts.ts";

/** As wide as the pane beside the order, and the order's own. */
const SIDE_CELLS = 39;
const ORDER_CELLS = 40;
const COLUMNS = 80;
/** Of a kitchen's card, of which three stand side by side. */
const CARD_CELLS = 26;

const AMOUNTS = /[\d.,'’\u00a0\u202f]*\d/gu;

describe.each(LANGUAGES)("in %s", (locale) => {
  const words = wordsFor({ locale });

  test("the footer fits 80 cells", () => {
    const style = createScreenStyle({ signs: "all", color: false });
    const state = emptyState("counter", undefined, locale);

    const footers = [false, true].map((hasTables) =>
      stripVTControlCharacters(
        footerRows(state, { style, columns: COLUMNS, hasTables })
          .map(({ text }) => text)
          .join(""),
      ),
    );

    expect(footers.filter((footer) => textWidth(footer) > COLUMNS)).toEqual([]);
    // The keys that no evening does without.
    expect(footers[1]).toMatch(/F1 .* F2 .* F5 .* F7 .* F8 .* F9 .* F10 .* F12 /u);
  });

  test("what stands in a pane fits it", () => {
    const { side, order, lists } = words;
    const inSide = [
      side.noGoods,
      side.moreGoods({ count: 999 }),
      side.moreOptions({ count: 99 }),
      side.chooseRow,
      side.readRows,
      side.roundedFrom({ money: "12345.67" }),
      ...side.howToPay,
      ...side.howToGiveBack,
      side.next,
      order.toGiveBack,
      side.paidByCard,
      lists.reason,
      lists.orders,
      lists.papers,
      lists.return({ number: "A-000001" }),
      `${side.orderNumber({ number: "A123" })} ${side.receiptNumber({ number: "A-000001" })}`,
      `${side.hits({ count: 999 })} ${side.chooseHit}`,
    ];
    const inOrder = [order.notHeard, order.notReadable];

    expect(inSide.filter((text) => textWidth(text) > SIDE_CELLS - 1)).toEqual([]);
    expect(inOrder.filter((text) => textWidth(text) > ORDER_CELLS - 2)).toEqual([]);
    expect(textWidth(order.known)).toBe(1);
  });

  test("what stands above an exercise fits its line", () => {
    const { at, words: keys, done } = words.exercises;
    const heads = [keys, done({ keys: 88, fewest: 88 })].map(
      (text) => ` ${at({ number: 13, of: 13 })} ${text} `,
    );

    expect(heads.filter((text) => textWidth(text) > COLUMNS)).toEqual([]);
  });

  test("the payment says how a tip is given", () => {
    const text = words.side.howToPay.join(" ");

    expect(["+2", "%10", "=50"].filter((typed) => !text.includes(typed))).toEqual([]);
  });

  test("a reason why goods come back fits its row with what becomes of them", () => {
    const { goodsFates, returnReasons } = words;
    const rows = Object.values(returnReasons).flatMap((reason) =>
      Object.values(goodsFates).map((fate) => ` 1 ${reason}  ${fate} `),
    );

    expect(rows.filter((text) => textWidth(text) > SIDE_CELLS)).toEqual([]);
  });

  test.each([39, 44])("no row of a list of %i cells ends in a part of an amount", async (width) => {
    const it = await loggedIn(inLocale(locale));
    const { till } = it.store;
    for (const goods of ["lat", "3*lat/2", "lat=1000"]) {
      it.type(goods).press("Enter");
      for (const typed of ["10", "1000", "2.5"]) {
        it.type(typed).press("F4");
        const state = it.store.getState();
        const labels = rowsOf(till, state).flatMap(({ label, detail }) => [label, detail]);
        const amounts = new Set(labels.flatMap((text) => text.match(AMOUNTS) ?? []));
        const rows = sideRows(till, state, { width, height: 18, signs: "all", block: "#" });
        const shown = rows.slice(1, -2).flatMap(({ text }) => text.slice(3).match(AMOUNTS) ?? []);

        expect(shown.length).toBeGreaterThan(5);
        expect(shown.filter((amount) => !amounts.has(amount))).toEqual([]);
        it.press("Esc");
      }
    }
  });

  test("the help fits 80 cells", () => {
    const { descriptions, labels, help } = words;
    const verbs = COMMANDS.filter(({ keys }) => keys.length > 0).map(
      ({ id }) => ` ${" ".repeat(13)} ${labels[id]}: ${descriptions[id]} `,
    );
    const lines = [...help["log-in"], ...help.register, ...help.payment];

    expect(verbs.filter((text) => textWidth(text) > COLUMNS)).toEqual([]);
    expect(lines.filter(([typed]) => textWidth(typed) > 20)).toEqual([]);
    expect(textWidth(` ${help.title} ${words.side.page({ at: 2, of: 2 })} `)).toBeLessThanOrEqual(
      COLUMNS,
    );
    expect(lines.filter(([, meaning]) => textWidth(meaning) > COLUMNS - 22)).toEqual([]);
  });

  test("what a kitchen's screen says fits 80 cells, and the words on its cards a card", () => {
    const { keys, levels, ...kitchen } = words.kitchen;
    const footer = Object.values(keys).map(([sign, label]) => `${sign} ${label}`);
    const help = Object.values(keys).map(([, , meaning]) => ` 12345  ${meaning}`);
    const line = Object.entries(kitchen).map(
      ([name, said]) => ` ! ${messageText(said, sampleFacts(`screen.kitchen.${name}`))}`,
    );
    const marks = [kitchen.hold, kitchen.void, kitchen.again, kitchen.changed, kitchen.addOn];
    const heads = Object.values(levels).map((level) => ` 12 A123 T12 999' ${level} `);

    expect(textWidth(` ${footer.join("  ")}`)).toBeLessThanOrEqual(COLUMNS);
    expect([...help, ...line].filter((text) => textWidth(text) > COLUMNS)).toEqual([]);
    expect(marks.filter((text) => textWidth(text) > CARD_CELLS / 2)).toEqual([]);
    expect(heads.filter((text) => textWidth(text) > CARD_CELLS + 2)).toEqual([]);
  });

  test("no word after the colon has two meanings, and each is found", () => {
    const own = COMMANDS.flatMap(({ id, words: all }) =>
      [...all, ...words.verbs[id]].map((word) => [word, id] as const),
    );

    expect(new Set(own.map(([word]) => word)).size).toBe(own.length);
    expect(own.filter(([word, id]) => commandOfWord(word, words)?.id !== id)).toEqual([]);
    expect(own.filter(([word]) => !/^[a-z]+$/u.test(word))).toEqual([]);
  });

  test("what doesn't work now says why in one sentence", () => {
    const sentences = [...Object.values(words.whyNot), ...Object.values(words.how)];

    expect(sentences.filter((text) => !text.endsWith("."))).toEqual([]);
  });

  test("the help has as many lines as in English", () => {
    for (const screen of ALL_SCREENS) {
      expect(en.help[screen].length - words.help[screen].length).toBe(0);
    }
  });
});

/** Messages that are the same as in English, because the words are. */
const ALIKE: Readonly<Record<Exclude<Language, "en">, ReadonlyArray<string>>> = {
  de: [
    "officePrinters.name",
    "plan.enter",
    "officeFields.oneOption",
    "officeTerminals.name",
    "officeCustomers.name",
    "officeTills.code",
    "officeSettings.logo",
    "kitchen.pass",
    "kitchen.done",
    "labels.coupon",
  ],
  fr: [
    "labels.points",
    "officeSettings.points",
    "labels.table",
    "order.total",
    "officePages.modifier-group",
    "officeFields.modifier groups",
    "officeFields.oneOption",
    "officePages.tax-class",
    "officeFields.taxes",
    "officeFields.stock",
    "officePermissions.stock",
    "stockPage.stock",
    "officePermissions.tables",
    "office.badge",
    "officeTills.code",
    "officeTills.invitation",
    "officeSettings.logo",
    "kitchen.done",
  ],
  es: ["order.total", "office.no", "kitchen.done"],
  nl: [
    "officeChoices.even",
    "officeCustomers.email",
    "officeFields.barcodes",
    "officeFields.plu",
    "officeFields.services",
    "officePages.station",
    "officePrinters.model",
    "officePrinters.printers",
    "officeSettings.logo",
    "officeSettings.routes",
    "officeTills.code",
    "kitchen.done",
    "labels.printers",
    "labels.status",
    "labels.train",
    "lists.printers",
    "lists.status",
    "plain.trainingPrompt",
    "plan.enter",
    "side.openPrice",
    "status.printerOk",
    "status.printersOk",
    "training.bar",
  ],
  it: [
    "kitchen.done",
    "kitchen.pass",
    "labels.coupon",
    "office.badge",
    "office.no",
    "officeTerminals.password",
    "office.pin",
    "officeCustomers.email",
    "officeSettings.logo",
  ],
  pt: [
    "kitchen.done",
    "officeCustomers.email",
    "officeFields.stock",
    "officePermissions.stock",
    "stockPage.stock",
    "order.total",
    "plan.enter",
  ],
  pl: [
    "kitchen.done",
    "office.pin",
    "officeCustomers.email",
    "officeFields.plu",
    "officePrinters.model",
    "officeSettings.logo",
    "plan.enter",
  ],
};

describe.each(TRANSLATIONS)("%s", (language) => {
  const own = wordsFor({ locale: language });

  test("says what English says in other words, but where they are the same", () => {
    const english = textsOf(en);
    const same = [...textsOf(own)].filter(([name, text]) => english.get(name) === text);

    expect(same.map(([name]) => name).toSorted()).toEqual([...ALIKE[language]].toSorted());
  });

  test("says nothing that is too wide for its line where English is not", () => {
    const english = widthsOf(en);
    const wide = [...widthsOf(own)].filter(
      ([name, width]) => width > Math.max(LINE_CELLS, english.get(name) ?? 0),
    );

    expect(wide).toEqual([]);
  });
});

describe("German", () => {
  const german = wordsFor({ locale: "de" });

  test("has a sharp s where it belongs, and none in Switzerland", () => {
    const swiss = wordsFor({ locale: "de-CH" });

    expect(german.lists.nothing({ typed: "Lena" })).toBe("In der Liste heißt nichts Lena.");
    expect(swiss.lists.nothing({ typed: "Lena" })).toBe("In der Liste heisst nichts Lena.");
    expect(swiss.officeSettings["receipt-foot"]).toBe("Fuss");
    expect(JSON.stringify([...textsOf(swiss)])).not.toMatch(/[ßẞ]/u);
    expect([...textsOf(swiss)].map(([name]) => name)).toEqual(
      [...textsOf(german)].map(([name]) => name),
    );
  });

  test("one of anything is one", () => {
    const { order, status, side, papers } = german;

    expect([order.above({ count: 1 }), order.above({ count: 2 })]).toEqual([
      "1 weitere Zeile darüber",
      "2 weitere Zeilen darüber",
    ]);
    expect([status.scansKept({ count: 1 }), status.scansKept({ count: 2 })]).toEqual([
      "1 Scan gemerkt",
      "2 Scans gemerkt",
    ]);
    expect([side.hits({ count: 1 }), side.hits({ count: 2 })]).toEqual(["1 Treffer", "2 Treffer"]);
    expect(papers.asked({ count: 1 })).toMatch(/^1 Beleg wird/u);
    expect(papers.asked({ count: 2 })).toMatch(/^2 Belege werden/u);
  });

  test("an amount in big digits has its comma", () => {
    const [, , , , foot = ""] = bigDigits("7,20", "#");

    expect(bigDigits("7,20", "#")).not.toEqual(bigDigits("720", "#"));
    expect(foot).toMatch(/ # +/u);
  });

  test("a sum of millions is shown whole, and the name gives way", async () => {
    const it = await loggedIn(inLocale("de"));

    it.type("9999*100=9999999").press("Enter");

    const [first = ""] = orderRows(it.store.till, it.store.getState(), {
      width: ORDER_CELLS,
      height: 10,
      signs: "all",
    }).map(({ text }) => text);
    expect(first).toMatch(/ 99\.989\.990\.001,00 $/u);
    expect(textWidth(first)).toBe(ORDER_CELLS);
  });

  test("an amount is typed with a comma or a point", async () => {
    const it = await loggedIn(inLocale("de"));

    it.type("100=2,50").press("Enter");
    it.type("100=2.50").press("Enter");

    expect(it.store.getState().order?.total).toBe(500);
  });
});

test("a person's own language lasts until the till is locked", async () => {
  const it = await loggedIn(({ logIn, shop }) => ({
    shop: { ...shop, locale: "de", recordsIn: "de" },
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      return answer.ok ? { ok: true, value: { ...answer.value, locale: "en" } } : answer;
    },
  }));

  expect(it.message()).toBe("Hello Anna.");
  it.type("lat").press("Enter");
  it.type("x").press("F4");
  expect(it.message()).toMatch(/^“x” is no number/u);
  it.press("Ctrl-L Enter");
  expect(it.message()).toBe(
    "PIN tippen, dann Enter; oder den eigenen Namen, wer jemand anders ist.",
  );
});

test("a reason is kept in the shop's language, whoever says it", async () => {
  const it = await loggedIn(({ logIn, shop }) => ({
    shop: { ...shop, locale: "de", recordsIn: "de" },
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      return answer.ok ? { ok: true, value: { ...answer.value, locale: "en" } } : answer;
    },
  }));

  it.type("lat").press("Enter F2 F5");
  expect(frameOf(it)).toContain("typed by mistake");
  it.press("1");

  expect(it.done().at(-1)).toBe("take off 1 of line-1 (vertippt)");
});

function inLocale(locale: Locale): Parameters<typeof loggedIn>[0] {
  return ({ shop }) => ({
    shop: { ...shop, locale },
    mesh: () => ({ status: wordsFor({ locale }).status.singleTill, troubles: [] }),
    tills: () => [],
    staff: () => [{ number: "1", name: "Anna", demoPin: "1234" }],
  });
}

function frameOf({ store, message }: Session): string {
  const { till } = store;
  const state = store.getState();
  const size = { width: SIDE_CELLS, height: 20, signs: "all", block: "#" } as const;
  const wide = { ...size, width: COLUMNS };
  const plan =
    state.screen === "log-in" && state.list === undefined ? undefined : planOf(till, state);
  const panes = state.showsHelp
    ? helpRows(state, wide)
    : [...orderRows(till, state, size), ...sideRows(till, state, size)];
  return [
    ...panes.map(({ text }) => text),
    ...statusFields(till, state),
    message(),
    plan === undefined || plan.type === "idle" ? "" : "why" in plan ? plan.why : plan.preview,
  ].join("\n");
}

/** Plain texts of letters by group and name, of more than one letter. */
function textsOf(words: Words): Map<string, string> {
  const all = Object.entries<object>(words).flatMap(([group, messages]) =>
    Object.entries<unknown>({ ...messages }).flatMap(([name, text]) =>
      typeof text === "string" && /\p{L}{2}/u.test(text)
        ? [[`${group}.${name}`, text] as const]
        : [],
    ),
  );
  return new Map(all);
}

/** Of what a person reads in one line, by group and name: as wide as it is of usual facts. */
function widthsOf(words: Words): ReadonlyMap<string, number> {
  const all = LINE_GROUPS.flatMap((group) =>
    Object.entries<unknown>(words[group] ?? {}).map(
      ([name, message]) =>
        [
          `${group}.${name}`,
          textWidth(messageText(message, sampleFacts(`screen.${group}.${name}`, FACTS))),
        ] as const,
    ),
  );
  return new Map(all);
}

/** What the sign of its level leaves a message. */
const LINE_CELLS = COLUMNS - " ! ".length;
const LINE_GROUPS =
  "logIn whyNot plan done verb void back approval park scan pay entry option how later".split(
    " ",
  ) as ReadonlyArray<keyof Words>;
/** The usual facts that are longer or shorter than others. */
const FACTS = {
  name: "Flat white",
  typed: "flat white",
  goods: "flat white",
  option: "Oat milk",
  group: "Milk",
  first: "Oat milk",
  code: "100",
  sign: "$",
  count: 3,
  number: 2,
  max: 200,
  forms: ["-10%", "-10.00"],
};
