/**
 * The options of the goods on the line, or of the selected line, numbered as `/2` takes them: shown
 * as soon as the stroke is typed, so that nobody has to know the numbers by heart.
 */

import { type Product, type TakenModifier } from "../domain/catalogue.ts";
import { countOf, groupsOf, modifiersOfLine } from "../domain/entry-modifiers.ts";
import { foldText } from "../domain/entry-text.ts";
import { cutTo, drawable, padStart, spread } from "./cell-text.ts";
import { planEntry, readLine, selectedLine } from "./entry-plan.ts";
import { type PaneRow, type PaneSize, row } from "./pane-row.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** As many as a group takes that says nothing of it. */
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
): ReadonlyArray<PaneRow> | undefined {
  const shown = ofGoods(till, state) ?? ofLine(till, state);
  const options = shown === undefined ? [] : till.index().optionsOf(shown.product);
  if (shown === undefined || options.length === 0) return undefined;
  const { width, ascii, height } = size;
  const groups = groupsOf(options).map((group) => {
    const rows = options.flatMap((numbered, at) => {
      if (numbered.group !== group) return [];
      const { name, price } = numbered.option;
      const count = countOf(shown.taken, numbered);
      const mark = count === 0 ? "[ ]" : `[${count === 1 ? "x" : cutTo(String(count), 1)}]`;
      const left = ` ${padStart(`/${at + 1}`, 3)} ${mark} ${drawable(name, ascii)}`;
      return [row(spread(left, `${price === 0 ? "" : till.money(price)} `, width))];
    });
    const most = group.max >= NO_LIMIT ? "" : `, at most ${group.max}`;
    return { head: row(` ${drawable(group.name, ascii)}${most}:`, "bold"), rows };
  });
  const title = row(` ${drawable(shown.product.name, ascii)}, options`, "bold");
  const all = groups.flatMap(({ head, rows }) => [head, ...rows]);
  const fits = all.length < height ? all : groups.flatMap(({ rows }) => rows);
  return [title, ...fits];
}

function ofGoods(till: TillContext, state: RegisterState): ShownOptions | undefined {
  const reading = readLine(till, state);
  if (reading.type === "nothing") return reading.options;
  if (reading.type !== "goods" || reading.modifiers === undefined) return undefined;
  return { product: reading.product, taken: reading.modifiers };
}

/** `/`, `/2/`, `/2` and `/oat` for the selected line, as it will be once Enter is hit. */
function ofLine(till: TillContext, state: RegisterState): ShownOptions | undefined {
  const line = selectedLine(state);
  if (line === undefined || !foldText(state.text).startsWith("/")) return undefined;
  const product = till.port.catalogue().productsBySku.get(line.sku);
  if (product === undefined) return undefined;
  const plan = planEntry(till, state);
  const isPlanned = plan.type === "ready" && plan.act.type === "set-modifiers";
  const taken =
    isPlanned && plan.act.type === "set-modifiers"
      ? plan.act.modifiers
      : modifiersOfLine(till.index().optionsOf(product), line.modifiers);
  return { product, taken };
}
