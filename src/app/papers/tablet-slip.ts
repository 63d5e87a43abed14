/** The slip of a tablet: what is typed into its terminal app, and by what both sides know each other. */

import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { tabletWords } from "../../words/made/tablet/all.ts";

export interface TabletSlip {
  readonly name: string;
  /** Its letters and what people call it. */
  readonly till: string;
  /** The addresses of this box; none where it is on no network. */
  readonly hosts: ReadonlyArray<string>;
  readonly port: number;
  readonly user: string;
  /** The fingerprints, as ssh shows them; none for a box without an sshd. */
  readonly boxKey: string | undefined;
  readonly tabletKey: string;
}

/** Returns the rows of the slip: a name, and what stands behind it. */
export function slipRows(slip: TabletSlip, locale: Locale): ReadonlyArray<[string, string]> {
  const { slip: words } = wordsIn(tabletWords, locale);
  const [host = words.noAddress, ...others] = slip.hosts;
  return [
    [words.till, slip.till],
    [words.address, host],
    ...others.map((other): [string, string] => ["", other]),
    [words.port, `${slip.port}`],
    [words.user, slip.user],
    [words.boxKey, slip.boxKey ?? words.noBoxKey],
    [words.tabletKey, slip.tabletKey],
  ];
}

/** Half a fingerprint: the narrowest paper has 32 columns. */
const HALF = 25;

/** The slip on paper: a fingerprint has two rows of its own, because it is wider than the paper. */
export function slipDocument(
  slip: TabletSlip,
  { shop, locale }: { readonly shop: string; readonly locale: Locale },
): PrintDocument {
  const { slip: words } = wordsIn(tabletWords, locale);
  return {
    kind: "report",
    blocks: [
      { type: "text", text: shop, align: "center", style: { bold: true } },
      { type: "text", text: words.title({ name: slip.name }), align: "center" },
      { type: "feed", lines: 1 },
      ...slipRows(slip, locale).map(([left, right]) =>
        right.startsWith("SHA256:")
          ? ({
              type: "text",
              text: `${left}:\n${right.slice(0, HALF)}\n${right.slice(HALF)}`,
            } as const)
          : ({ type: "row", left, right } as const),
      ),
      { type: "feed", lines: 1 },
      { type: "text", text: words.apps },
      { type: "cut" },
    ],
  };
}
