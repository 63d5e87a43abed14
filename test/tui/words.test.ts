import { describe, expect, test } from "vitest";

import { type Locale } from "../../src/domain/locale.ts";
import { bigDigits } from "../../src/tui/big-digits.ts";
import { textWidth } from "../../src/tui/cell-text.ts";
import { COMMANDS, commandOfWord, keyLabel } from "../../src/tui/commands.ts";
import { helpRows } from "../../src/tui/help-rows.ts";
import { orderRows } from "../../src/tui/order-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { sideRows } from "../../src/tui/side-rows.ts";
import { statusFields } from "../../src/tui/status-fields.ts";
import { de } from "../../src/tui/words/de.ts";
import { en } from "../../src/tui/words/en.ts";
import { es } from "../../src/tui/words/es.ts";
import { fr } from "../../src/tui/words/fr.ts";
import { type PartialWords, type Words } from "../../src/tui/words/words-shape.ts";
import { wordsFor } from "../../src/tui/words/words.ts";
import { loggedIn, type Session, started } from "../support/pressed-register.ts";

/** As wide as the pane beside the order, and the order's own. */
const SIDE_CELLS = 39;
const ORDER_CELLS = 40;
const COLUMNS = 80;

const LANGUAGES: ReadonlyArray<Locale> = ["en", "de", "fr", "es"];

describe.each(LANGUAGES)("in %s", (locale) => {
  const words = wordsFor({ locale });

  test("the footer fits 80 cells", () => {
    const cells = COMMANDS.filter(({ inFooter }) => inFooter).map(({ id, keys }) => {
      const key = keys[0];
      return textWidth(` ${key === undefined ? "" : keyLabel(key)} ${words.labels[id]}`);
    });

    expect(cells.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(COLUMNS);
  });

  test("what stands in a pane fits it", () => {
    const { side, order, lists } = words;
    const inSide = [
      side.noGoods,
      side.moreGoods(999),
      side.moreOptions(99),
      side.chooseRow,
      side.roundedFrom("12345.67"),
      ...side.howToPay,
      ...side.howToGiveBack,
      side.next,
      order.toGiveBack,
      side.paidByCard,
      lists.reason,
      lists.orders,
      lists.papers,
      lists.return("A-000001"),
      `${side.orderNumber("A123")} ${side.receiptNumber("A-000001")}`,
      `${side.hits(999)} ${side.chooseHit}`,
    ];
    const inOrder = [...order.empty("Angelika"), order.notHeard, order.notReadable];

    expect(inSide.filter((text) => textWidth(text) > SIDE_CELLS - 1)).toEqual([]);
    expect(inOrder.filter((text) => textWidth(text) > ORDER_CELLS - 2)).toEqual([]);
    expect(textWidth(order.known)).toBe(1);
  });

  test("the help fits 80 cells", () => {
    const { descriptions, labels, help } = words;
    const verbs = COMMANDS.filter(({ isLater, keys }) => !isLater && keys.length > 0).map(
      ({ id }) => ` ${" ".repeat(13)} ${labels[id]}: ${descriptions[id]} `,
    );
    const lines = [...help["log-in"], ...help.register, ...help.payment];

    expect(verbs.filter((text) => textWidth(text) > COLUMNS)).toEqual([]);
    expect(lines.filter(([typed]) => textWidth(typed) > 20)).toEqual([]);
    expect(textWidth(` ${help.title} ${words.side.page(2, 2)} `)).toBeLessThanOrEqual(COLUMNS);
    expect(lines.filter(([, meaning]) => textWidth(meaning) > COLUMNS - 22)).toEqual([]);
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
    for (const screen of ["log-in", "register", "payment"] as const) {
      expect(words.help[screen]).toHaveLength(en.help[screen].length);
    }
  });
});

describe("German", () => {
  test("has a message for each of English and no other", () => {
    expect(shapeOf(de)).toEqual(shapeOf(en));
  });

  test("says what English says in other words, but for names of keys and signs", () => {
    const same = [...textsOf(de)].filter(([name, text]) => textsOf(en).get(name) === text);

    expect(same).toEqual([]);
  });

  test("has no sharp s, which Switzerland does not have", () => {
    expect(JSON.stringify([...textsOf(de)])).not.toContain("ß");
  });

  test("one of anything is one", () => {
    const { order, status, side, papers } = de;

    expect([order.above(1), order.above(2)]).toEqual([
      "1 weitere Zeile darüber",
      "2 weitere Zeilen darüber",
    ]);
    expect([status.scansKept(1), status.scansKept(2)]).toEqual([
      "1 Scan gemerkt",
      "2 Scans gemerkt",
    ]);
    expect([status.questions(1), status.questions(2)]).toEqual([
      "1 Frage: till doctor",
      "2 Fragen: till doctor",
    ]);
    expect([side.hits(1), side.hits(2)]).toEqual(["1 Treffer", "2 Treffer"]);
    expect(papers.asked(1)).toMatch(/^1 Papier wird/u);
    expect(papers.asked(2)).toMatch(/^2 Papiere werden/u);
  });

  test("is all that stands on the screens, from the log-in to the change", async () => {
    const frames = await walk("de");

    expect(frames.filter(hasEnglish)).toEqual([]);
    expect(frames.join("\n")).toContain("3 × Latte = 10,20");
    expect(frames.join("\n")).toMatch(/bar 100,00, Rückgeld \d+,\d\d/u);
    expect((await walk("en")).filter(hasEnglish).length).toBeGreaterThan(20);
  });

  test("takes its own words after the colon", async () => {
    const it = await loggedIn(inLocale("de"));

    it.type("lat").press("Enter");
    it.type(":zahlen 20").press("Enter");

    expect(it.message()).toBe("3,40 bar bezahlt. Bon A-000001.");
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
      ascii: false,
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

test.each([
  ["fr", fr, 40],
  ["es", es, 40],
] as const)(
  "%s says a share of it itself, and the rest in English",
  (locale, own, leastPercent) => {
    const all = countOf(en);
    const share = (countOf(own) / all) * 100;

    expect(share).toBeGreaterThanOrEqual(leastPercent);
    expect(shapeOf(wordsFor({ locale }))).toEqual(shapeOf(en));
    expect(wordsFor({ locale }).scan).toEqual(en.scan);
  },
);

test("a person's own language lasts until the till is locked", async () => {
  const it = await loggedIn(({ logIn, shop }) => ({
    shop: { ...shop, locale: "de" },
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
    shop: { ...shop, locale: "de" },
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

/** Every screen and list, what Enter would do and what was said; names of goods and people left out. */
async function walk(locale: Locale): Promise<ReadonlyArray<string>> {
  const locked = started("1", inLocale(locale));
  const frames = [frameOf(locked)];
  locked.press("x");
  frames.push(frameOf(locked));
  const it = await loggedIn(inLocale(locale));
  for (const keys of KEYS) {
    if (keys.startsWith("type ")) it.type(keys.slice(5));
    else it.press(keys);
    frames.push(frameOf(it));
  }
  return frames;
}

const KEYS = [
  "F1 | PgDn | F1 | F9 | F5 | F2 | F4 | F7 | F8 | F6 | F12 | type zzz | Enter | Esc",
  "type -10 | Enter | Esc | type $5 | Enter | Esc | type 88 | Enter | Esc",
  "type 100/9 | Enter | Esc | type &x | Enter | Esc | type :nix | Enter | Esc",
  "type ?100 | Enter | type 3*lat | Enter | type lat/ | Esc | type + | Enter",
  "type *3 | Enter | type 'heiss | Enter | type =3.40 | Enter | type -10% | Enter",
  "type -0% | Enter | type --1.00 | Enter | type !100 | Enter | Ctrl-P | 1 | F10",
  "type xyz | Enter | Esc | Esc | type 10 | F4 | Esc | F3 | F3 | type 100 | F3 | F2",
  "F5 | type * | 1 | F6 | F6 | 1 | type 9 :return | Esc | type :return 9 | Enter",
  "1 | F9 | 1 | F9 | F9 | type 20. | Enter | Esc | Esc | Esc | type * | F5 | 1 | F6",
  "type 3*lat | Enter | F9 | type 100 | Enter | type 1 | Esc | Ctrl-L | Enter | F2",
  "F10",
].flatMap((line) => line.split(" | "));

/** Of a small list, and none that German has too. */
const ENGLISH =
  /\b(?:the|and|is|of|to|not|by|with|your|type|order|receipt|back|kept|takes|goods|first|nothing|paid|change|card|cash|give|no|sold|price|already|then|what|why|given|empty|line|locked|hello|which|none|more|page|there|again|void|taken|printed|hit|hits|comes|come|later|log|staff|number)\b/iu;

function hasEnglish(frame: string): boolean {
  return ENGLISH.test(frame);
}

function inLocale(locale: Locale): Parameters<typeof loggedIn>[0] {
  return ({ shop }) => ({
    shop: { ...shop, locale },
    meshStatus: () => wordsFor({ locale }).status.singleTill,
    staff: () => [{ number: "1", name: "Anna", demoPin: "1234" }],
  });
}

function frameOf({ store, message }: Session): string {
  const { till } = store;
  const state = store.getState();
  const size = { width: SIDE_CELLS, height: 20, ascii: false, block: "#" };
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

function countOf(words: PartialWords): number {
  return Object.values(words).reduce((sum, messages) => sum + Object.keys(messages).length, 0);
}

type Shape = Readonly<Record<string, ReadonlyArray<string>>>;

function shapeOf(words: Words): Shape {
  return Object.fromEntries(
    Object.entries(words).map(([group, messages]) => [group, Object.keys(messages).toSorted()]),
  );
}

/** Plain texts of letters by group and name, of more than one letter. */
function textsOf(words: Words): Map<string, string> {
  const all = Object.entries(words).flatMap(([group, messages]) =>
    Object.entries(messages).flatMap(([name, text]: [string, unknown]) =>
      typeof text === "string" && /\p{L}{2}/u.test(text)
        ? [[`${group}.${name}`, text] as const]
        : [],
    ),
  );
  return new Map(all);
}
