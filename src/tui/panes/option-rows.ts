/**
 * The options of the goods on the line, or of the selected line, numbered as `/2` takes them: shown
 * as soon as the stroke is typed, so that nobody has to know the numbers by heart.
 */

import { countOf, groupsOf, modifiersOfLine } from "../../domain/entry/entry-modifiers.ts";
import { type Product, type TakenModifier } from "../../domain/goods/catalogue.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { planEntry, readLine } from "../entry-plan.ts";
import { type RegisterState } from "../register-state.ts";
import { type PaneRows, type PaneSize, row } from "../rows/pane-row.ts";
import { selectedLine } from "../selected-line.ts";
import { cutTo, drawable, padStart, spreadShort } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** The number that stands for no limit. */
const NO_LIMIT = 99;

interface ShownOptions {
  readonly product: Product;
  readonly taken: ReadonlyArray<TakenModifier>;
}

/** Undefined while the line is about anything else. */
export function optionRows(
  till: TillContext,
  state: RegisterState,
  size: PaneSize,
): PaneRows | undefined {
  const shown = ofGoods(till, state) ?? ofLine(till, state);
  const options = shown === undefined ? [] : till.index().optionsOf(shown.product);
  if (shown === undefined || options.length === 0) return undefined;
  const groups = groupsOf(options).map((group) => {
    const name = drawable(group.name, size.signs);
    return {
      name,
      label: group.max >= NO_LIMIT ? name : till.words.side.atMost({ group: name, max: group.max }),
      rows: options.flatMap((numbered, at) => {
        if (numbered.group !== group) return [];
        const { name: optionName, price } = numbered.option;
        const mark = `[${markOf(countOf(shown.taken, numbered))}]`;
        return {
          left: ` ${padStart(`/${at + 1}`, 3)} ${mark} ${drawable(optionName, size.signs)}`,
          price: price === 0 ? "" : `${till.money(price)} `,
        };
      }),
    };
  });
  const title = ` ${till.words.side.options({ name: drawable(shown.product.name, size.signs) })}`;
  return spacious(title, groups, size) ?? compact(till, groups, size);
}

interface ShownGroup {
  readonly name: string;
  /** A group with its limit. */
  readonly label: string;
  readonly rows: ReadonlyArray<{ readonly left: string; readonly price: string }>;
}

/** A head above each group; undefined when there is no room for that. */
function spacious(
  title: string,
  groups: ReadonlyArray<ShownGroup>,
  { width, height, signs }: PaneSize,
): PaneRows | undefined {
  const rows = groups.flatMap((group) => [
    row(` ${group.label}:`, "bold"),
    ...group.rows.map(({ left, price }) => row(spreadShort(left, price, { width, signs }))),
  ]);
  return rows.length < height ? [row(title, "bold"), ...rows] : undefined;
}

/** The name of a group beside its first option. */
function compact(
  { words: { side } }: TillContext,
  groups: ReadonlyArray<ShownGroup>,
  { width, height, signs }: PaneSize,
): PaneRows {
  const rows = groups.flatMap(({ name, label, rows: options }) =>
    options.map(({ left, price }, at) => {
      if (at > 0) return row(spreadShort(left, price, { width, signs }));
      const right = price === "" ? " " : `  ${price}`;
      const fits = textWidth(left + label + right) < width;
      return row(spreadShort(left, (fits ? label : name) + right, { width, signs }));
    }),
  );
  if (rows.length <= height) return rows;
  const more = row(` ${side.moreOptions({ count: rows.length - height + 1 })}`);
  return [...rows.slice(0, height - 1), more];
}

function markOf(count: number): string {
  if (count === 0) return " ";
  return count === 1 ? "x" : cutTo(String(count), 1);
}

function ofGoods(till: TillContext, state: RegisterState): ShownOptions | undefined {
  const reading = readLine(till, state);
  if (reading.type === "nothing") return reading.options;
  if (reading.type !== "goods" || reading.modifiers === undefined) return undefined;
  return { product: reading.product, taken: reading.modifiers };
}

/** `/`, `/2/`, `/2` and `/oat`, also behind a count, for the selected line, as it will be once Enter is hit. */
function ofLine(till: TillContext, state: RegisterState): ShownOptions | undefined {
  const line = selectedLine(state);
  if (line === undefined || !/^(?:\d+ ?\* ?)?\//u.test(foldText(state.text))) return undefined;
  const product = till.port.catalogue().productsBySku.get(line.sku);
  if (product === undefined) return undefined;
  const plan = planEntry(till, state);
  const request = plan.type === "ready" && plan.act.type === "act" && plan.act.planned.request;
  const taken =
    request !== false && request.act === "options"
      ? request.modifiers
      : modifiersOfLine(till.index().optionsOf(product), line.modifiers);
  return { product, taken };
}
