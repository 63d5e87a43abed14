/** Commands that are refused in the café, each with its code and its sentence. */

import { SETTING_KEYS } from "../../src/domain/office/setting-text.ts";

const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

export interface WrongCommand {
  /** Parted by blanks; `_` is a blank inside of one, `''` is an empty one. */
  readonly words: string;
  readonly code: number;
  readonly sentence: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const WRONG_COMMANDS: ReadonlyArray<WrongCommand> = [
  {
    words: "promotion add three kind=n-for-m n=3 m=2 goods=NOPE",
    code: 2,
    sentence: 'Goods "NOPE" is no SKU of the shop.',
    env: RAVI,
  },
  {
    words: "promotion add three kind=n-for-m n=3 m=3 goods=CROISSANT",
    code: 2,
    sentence: "M is how many of the 3 are paid: 1 to 2.",
    env: RAVI,
  },
  {
    words: "promotion add three goods=CROISSANT",
    code: 2,
    sentence: "Kind is missing: n-for-m, from, second, bundle, coupon.",
    env: RAVI,
  },
  {
    words: "promotion add three kind=n-for-m n=3 m=2 goods=@nope",
    code: 2,
    sentence: 'Goods "nope" is no category of the shop.',
    env: RAVI,
  },
  {
    words: "promotion add three kind=n-for-m n=3 m=2 rate=5% goods=CROISSANT",
    code: 2,
    sentence: "Rate is not said of n-for-m: that has n, m.",
    env: RAVI,
  },
  {
    words: "promotion add lunch kind=bundle price=900 goods=CROISSANT+COFFEE",
    code: 2,
    sentence: "Price: saves nothing: the dearest of these cost 5.40 together.",
    env: RAVI,
  },
  {
    words: "promotion add Three kind=n-for-m n=3 m=2 goods=CROISSANT",
    code: 2,
    sentence: 'ID "Three" is no id: small letters and digits, hyphens between.',
    env: RAVI,
  },
  {
    words: "promotion add three kind=second rate=50% goods=CROISSANT area=Moon",
    code: 2,
    sentence: 'Area "Moon" is no area: the shop has none.',
    env: RAVI,
  },
  {
    words:
      "promotion add three kind=second rate=50% goods=CROISSANT from=2026-12-02 until=2026-12-01",
    code: 2,
    sentence: "Until is 2026-12-01, before it begins on 2026-12-02.",
    env: RAVI,
  },
  {
    words: "promotion show three",
    code: 3,
    sentence: "There is no promotion three: till promotion list has them.",
    env: RAVI,
  },
  {
    words: "promotion end three",
    code: 3,
    sentence: "There is no promotion three: till promotion list has them.",
    env: RAVI,
  },
  {
    words: "promotion set three n=4",
    code: 3,
    sentence: "There is no promotion three: till promotion list has them.",
    env: RAVI,
  },
  {
    words: "sell flatwite",
    code: 3,
    sentence: 'There is no product "flatwite": did you mean Flat white?',
  },
  {
    words: "sell coffee crosant --cash 20",
    code: 3,
    sentence: 'There is no product "crosant": did you mean Croissant?',
  },
  {
    words: "sell qqqqq",
    code: 3,
    sentence: 'There is no product "qqqqq": look it up in the catalogue.',
  },
  {
    words: "catalog set NOPE price=3",
    code: 3,
    sentence: "There is no product NOPE: look it up in the catalogue.",
    env: RAVI,
  },
  {
    words: "catalog set COFFEE price=abc",
    code: 2,
    sentence: 'Price "abc" is no amount: digits, such as 2.50.',
    env: RAVI,
  },
  {
    words: "catalog set COFFEE plu=102",
    code: 2,
    sentence: 'PLU "102" is already that of Flat white (FLAT-WHITE).',
    env: RAVI,
  },
  {
    words: "catalog set COFFEE colour=red",
    code: 2,
    sentence:
      "Colour is no field: there are name, kitchen, plu, short code, barcodes, pack codes, age, price, sold by, open price, category, tax class, station, course, modifier groups, combo, half, voucher, serial, family, row, column, deposit, active, stock, unit, packs, yield, recipe, reorder at, supplier, supplier codes.",
    env: RAVI,
  },
  {
    words: "stock enter A1 COFFEE 7",
    code: 3,
    sentence: "There is no sheet A1: till stock sheet list shows them.",
    env: RAVI,
  },
  {
    words: "voucher sell 25",
    code: 2,
    sentence: "A voucher is paid when it is sold: add --cash, --card or --tender.",
    env: RAVI,
  },
  {
    words: "voucher sell 0 --cash 0",
    code: 2,
    sentence: "A voucher can't be of 0.00.",
    env: RAVI,
  },
  {
    words: "voucher show V12345678901299",
    code: 2,
    sentence: "That code is mistyped: look at its digits again.",
    env: RAVI,
  },
  {
    words: "voucher block ABCDEF --reason stolen",
    code: 3,
    sentence: "No voucher is known here under that.",
    env: RAVI,
  },
  {
    words: "stock order new",
    code: 2,
    sentence: "Say which goods: ARTICLE=QUANTITY, such as MILK=2crate.",
    env: RAVI,
  },
  {
    words: "stock order new COFFEE=3",
    code: 2,
    sentence: "Coffee: no stock is kept. till catalog set COFFEE stock=counted begins it.",
    env: RAVI,
  },
  {
    words: "stock order new COFFEE=2@22.80",
    code: 2,
    sentence:
      'An order takes no price: say what "COFFEE" cost when it comes, as till stock order came does.',
    env: RAVI,
  },
  {
    words: "stock order came PA9 COFFEE=3",
    code: 3,
    sentence: "There is no order PA9: till stock orders --all shows them.",
    env: RAVI,
  },
  {
    words: "stock expiry --days 400",
    code: 2,
    sentence: '"400" is no number of days: 0 to 365.',
  },
  {
    words: "stock sheet open",
    code: 2,
    sentence: "No stock is kept of these goods: till catalog set SKU stock=counted begins it.",
    env: RAVI,
  },
  {
    words: "stock sheet open furniture",
    code: 2,
    sentence: '"furniture" is no category of this shop.',
    env: RAVI,
  },
  {
    words: "stock import missing.csv",
    code: 2,
    sentence: "missing.csv can't be read (ENOENT); nothing was imported.",
    env: RAVI,
  },
  {
    words: "stock labels",
    code: 2,
    sentence: "Of what? Name articles, or --category, --received or --priced.",
    env: RAVI,
  },
  {
    words: "stock labels ESPRESSO --size 5x5",
    code: 2,
    sentence: '"5x5" is no size: width x height in mm, 15 to 200: 50x30.',
    env: RAVI,
  },
  {
    words: "catalog set COFFEE price",
    code: 2,
    sentence: 'Say a field and what it is to be: name="Soup", not price.',
    env: RAVI,
  },
  {
    words: "catalog set COFFEE name=Kaffee --from monday",
    code: 2,
    sentence: "With --from only the price of a product: price=3.60 alone.",
    env: RAVI,
  },
  {
    words: "catalog set COFFEE price=3 --from someday",
    code: 2,
    sentence: '"someday" is no day: such as 2026-12-01, 1.12., monday or tomorrow.',
    env: RAVI,
  },
  {
    words: "catalog add COFFEE name=Kaffee price=3 --like TEA",
    code: 3,
    sentence: "There is no product TEA: look it up in the catalogue.",
    env: RAVI,
  },
  {
    words: "catalog add COFFEE name=Kaffee price=3 --like ESPRESSO",
    code: 5,
    sentence: "There is a product COFFEE already: change that one, or choose another id.",
    env: RAVI,
  },
  {
    words: "catalog add FIGS name=Figs price=3",
    code: 2,
    sentence: "Category is missing: say one.",
    env: RAVI,
  },
  {
    words: "catalog unplan COFFEE",
    code: 3,
    sentence: "Coffee has no other price planned for then.",
    env: RAVI,
  },
  {
    words: "catalog left COFFEE some",
    code: 2,
    sentence: "Say how many are left, such as 6; 0 for sold out, any for no limit.",
    env: RAVI,
  },
  {
    words: "catalog left TEA 6",
    code: 3,
    sentence: "There is no product TEA: look it up in the catalogue.",
    env: RAVI,
  },
  {
    words: "catalog set COFFEE price=3",
    code: 4,
    sentence: "Mia may not change the catalogue: ask someone who may.",
  },
  {
    words: "settings set currency USD",
    code: 5,
    sentence: "The currency never changes: found another shop for another one.",
    env: RAVI,
  },
  {
    words: "role set manager deny=staff",
    code: 5,
    sentence:
      "Then nobody could change staff any more: give that right to another role first, or leave it with Manager.",
    env: RAVI,
  },
  {
    words: "settings set lock-after 5 6",
    code: 2,
    sentence: "Lock-after is one value, not several.",
    env: RAVI,
  },
  {
    words: "settings set colour red",
    code: 3,
    sentence: `There is no setting "colour": there are ${SETTING_KEYS.join(", ")}.`,
    env: RAVI,
  },
  { words: "sell ''", code: 2, sentence: '"" names no product.' },
  { words: "sell :pay_20", code: 2, sentence: '":pay 20" is not goods: name a product.' },
  {
    words: "sell 0*coffee",
    code: 2,
    sentence: "0 is no quantity: 1 to 9999, for weight 0.350.",
  },
  { words: "sell sundries", code: 2, sentence: "Sundries has no fixed price: 900=2.50." },
  {
    words: "sell coffee --cash 1",
    code: 2,
    sentence: "1.00 is too little for 2.80: 1.80 EUR more.",
  },
  {
    words: "sell coffee --cash -5",
    code: 2,
    sentence: '--cash "-5" is below zero: say what was given.',
  },
  {
    words: "sell coffee --cash=-5",
    code: 2,
    sentence: '--cash "-5" is below zero: say what was given.',
  },
  {
    words: "sell coffee --cash twenty",
    code: 2,
    sentence: '--cash "twenty" is no amount: such as 20 or 17.50.',
  },
  {
    words: "sell coffee --cash 1e3",
    code: 2,
    sentence: '--cash "1e3" is no amount: such as 20 or 17.50.',
  },
  {
    words: "sell coffee --cash",
    code: 2,
    sentence: "Option '--cash <amount>' argument missing: see --help.",
  },
  { words: "sell", code: 2, sentence: "Missing required argument 'goods': see --help." },
  {
    words: "sell coffee --cahs 5",
    code: 2,
    sentence: "Unknown option '--cahs': did you mean --cash?",
  },
  {
    words: "sell coffee --service nowhere",
    code: 2,
    sentence:
      "Option '--service <how>' argument 'nowhere' is invalid: choose one of counter, dine-in, takeaway, delivery.",
  },
  {
    words: "sell 4006381333932",
    code: 2,
    sentence: "The barcode 4006381333932 is misread: its check digit is wrong.",
  },
  {
    words: "sell coffee",
    env: { TILL_STAFF: "1", TILL_PIN: "9999" },
    code: 4,
    sentence: "Wrong PIN for staff number 1: try again.",
  },
  {
    words: "sell coffee",
    env: { TILL_STAFF: "99", TILL_PIN: "1111" },
    code: 4,
    sentence: "Wrong PIN for staff number 99: try again.",
  },
  {
    words: "sell coffee --staff 01",
    code: 2,
    sentence: '"01" is no staff number: say 1 to 6 digits, the first one not 0.',
  },
  {
    words: "sell coffee",
    env: { TILL_STAFF: "1", TILL_PIN: "" },
    code: 2,
    sentence: "Say the PIN: TILL_PIN, or --pin-file FILE.",
  },
  {
    words: "sell coffee",
    env: { TILL_STAFF: "", TILL_PIN: "1111" },
    code: 2,
    sentence: "Say who acts: --staff NUMBER, or TILL_STAFF and TILL_PIN.",
  },
  {
    words: "sell coffee --pin-file /nowhere/pin",
    code: 2,
    sentence: "The PIN file /nowhere/pin can't be read.",
  },
  { words: "clock out", code: 5, sentence: "Mia is not clocked in: clock in first." },
  {
    words: "order list everything",
    code: 2,
    sentence: '"everything" is more than the command takes: see its --help.',
  },
  {
    words: "order list --day someday",
    code: 2,
    sentence: '--day "someday" is no day: today, or such as 2026-11-19.',
  },
  {
    words: "reconcile --day 2026-02-30",
    code: 2,
    sentence: '--day "2026-02-30" is no day: today, or such as 2026-11-19.',
  },
  {
    words: "reconcile --day 2099-01-01",
    code: 2,
    sentence: "2099-01-01 has not come yet, and nothing is recorded on it: look at --day.",
  },
  {
    words: "clock list --day 20-11-2026",
    code: 2,
    sentence: '--day "20-11-2026" is no day: today, or such as 2026-11-19.',
  },
  {
    words: "order show Z9",
    code: 3,
    sentence: "There is no order Z9: `till order list` shows them all.",
  },
  {
    words: "order hold Z9",
    code: 2,
    sentence: "Say what is to wait: the number of a line, or --course N.",
  },
  {
    words: "order fire Z9 --course ten",
    code: 2,
    sentence: '--course "ten" is no course: 1 to 9, or 0 for what is in none.',
  },
  { words: "print show --last", code: 3, sentence: "There is no paper yet in the queue." },
  {
    words: "print show A-000099",
    code: 3,
    sentence: "There is no paper A-000099 in the queue.",
  },
  {
    words: "print show",
    code: 2,
    sentence: "Say which paper: a receipt number, an id, or --last.",
  },
  { words: "receipt show A-000099", code: 3, sentence: 'There is no receipt "A-000099".' },
  {
    words: "receipt save A-000001 receipt.odt",
    code: 2,
    sentence: '"receipt.odt" ends neither in .pdf nor in .txt.',
  },
  {
    words: "receipt show A-000099 --gift --invoice",
    code: 2,
    sentence: "Say --gift or --invoice.",
  },
  { words: "receipt invoice A-000099", code: 3, sentence: 'There is no receipt "A-000099".' },
  { words: "receipt check 4711", code: 2, sentence: '"4711" is no code of a receipt.' },
  { words: "receipt gift Z9", code: 3, sentence: 'There is no receipt "Z9".' },
  { words: "receipt send A-000099", code: 3, sentence: 'There is no receipt "A-000099".' },
  {
    words: "print dismiss A-000099",
    code: 3,
    sentence: "There is no paper A-000099 in the queue.",
  },
  {
    words: "run",
    code: 2,
    sentence:
      "The register needs a terminal: open one, give it lines with --plain, or use `till sell`.",
  },
  { words: "frobnicate", code: 2, sentence: "Unknown command 'frobnicate': see --help." },
];

/** The words as a shell hands them over. */
export function wordsOf({ words }: WrongCommand): ReadonlyArray<string> {
  return words.split(" ").map((word) => word.replaceAll("_", " ").replace(/^''$/u, ""));
}
