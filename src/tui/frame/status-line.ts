import { textWidth } from "../../domain/text/text-width.ts";
import { type KeptField } from "../rows/status-fields.ts";
import { cutShort, cutTo, drawable, spread, type Signs } from "../terminal/cell-text.ts";
import { type ScreenFacts } from "./frame.ts";

const SEPARATOR = " | ";

export interface StatusFields {
  /** The troubles, which come first, and in red where there is colour. */
  readonly troubles?: ReadonlyArray<string>;
  /** The fields from left to right; the last ones are left out when there is no room. */
  readonly fields: ReadonlyArray<string>;
  /** The fields that have their room whatever the troubles are, the most important first. */
  readonly held?: ReadonlyArray<KeptField>;
  /** The field that gives way to a shorter form. */
  readonly kept?: KeptField | undefined;
}

/**
 * The least part of a trouble that is worth showing; beside a count of the others its name and a
 * little more are enough.
 */
const PART_MIN = 20;
const COUNTED_PART_MIN = 15;
const NONE: ReadonlyArray<never> = [];

/** Returns the line: the troubles, the person, the state of the shop, and the time at the end. */
export function statusLine(
  { troubles = NONE, fields, held = NONE, kept }: StatusFields,
  { style, columns, time }: ScreenFacts,
): string {
  const room = columns - time.length - 3;
  const troubleText = troubles.map((field) => drawable(field, style.signs));
  const forms = held.map(({ full, short }) => ({
    full: drawable(full, style.signs),
    short: drawable(short, style.signs),
  }));
  const { standing, wrong } = bestWay(troubleText, {
    forms,
    room: room - fieldRoom(kept?.short ?? ""),
    signs: style.signs,
  });
  const others = fields.map((field) => {
    const drawn = drawable(field, style.signs);
    return standing[forms.findIndex(({ full }) => full === drawn)] ?? drawn;
  });
  const left = fitFields([...wrong, ...others], room, { standing, kept });
  const whole = spread(` ${left}`, `${time} `, columns);
  const head = ` ${firstThatStand(wrong, left)} `;
  // A trouble that is longer than the screen was cut.
  const isWhole = head.trim() !== "" && whole.startsWith(head);
  return style.reverse(isWhole ? style.error(head) + whole.slice(head.length) : whole);
}

interface Room {
  readonly room: number;
  /** For the sign of what is cut. */
  readonly signs: Signs;
}

interface Way {
  readonly standing: ReadonlyArray<string>;
  readonly wrong: ReadonlyArray<string>;
}

/**
 * Returns the longest forms of the required fields that take no room from a trouble; the first
 * field gives way first.
 */
function bestWay(
  troubles: ReadonlyArray<string>,
  { forms, room, signs }: Room & { readonly forms: ReadonlyArray<KeptField> },
): Way {
  function wayOf(shorter: number): Way {
    const standing = forms.map(({ full, short }, at) => (at < shorter ? short : full));
    const rest = room - standing.reduce((sum, field) => sum + fieldRoom(field), 0);
    return {
      standing,
      wrong: withLastCut(troubles, { room: rest, signs, isBeside: forms.length > 0 }),
    };
  }

  const shortest = wayOf(forms.length);
  const longer = forms.map((_, shorter) => wayOf(shorter));
  const best = longer.find(({ standing, wrong }) => {
    const isWhole = textWidth([...wrong, ...standing].join(SEPARATOR)) <= room;
    return isWhole && wrong.join(SEPARATOR) === shortest.wrong.join(SEPARATOR);
  });
  return best ?? shortest;
}

/**
 * The one that has no room any more, as much of it as says whose it is; those that are not seen at all
 * are counted behind it. `isBeside`: what must stand there leaves them this room and no more.
 */
function withLastCut(
  troubles: ReadonlyArray<string>,
  { room, signs, isBeside }: Room & { readonly isBeside: boolean },
): ReadonlyArray<string> {
  const shown = asManyAsCut(troubles, { room, signs, partMin: PART_MIN });
  if (shown.length >= troubles.length) return !isBeside && troubles.length < 2 ? troubles : shown;
  const beside = room - fieldRoom(`+${troubles.length}`);
  const fewer = asManyAsCut(troubles, { room: beside, signs, partMin: COUNTED_PART_MIN });
  return [...fewer, `+${troubles.length - fewer.length}`];
}

function asManyAsCut(
  troubles: ReadonlyArray<string>,
  { room, partMin, signs }: Room & { readonly partMin: number },
): ReadonlyArray<string> {
  const fitting = firstThatFit(troubles, room);
  const next = troubles[fitting.length];
  const rest = room - textWidth(fitting.join(SEPARATOR)) - SEPARATOR.length;
  if (next !== undefined && rest >= partMin) {
    return [...fitting, cutShort(next, { width: rest, signs }).trimEnd()];
  }
  return fitting.map((field) => cutShort(field, { width: room, signs }));
}

/** Returns the width that a field takes beside others; 0 for none. */
function fieldRoom(field: string): number {
  return field === "" ? 0 : textWidth(SEPARATOR + field);
}

/** Returns the first fields with which the line begins. */
function firstThatStand(fields: ReadonlyArray<string>, line: string): string {
  let shown = "";
  for (const at of fields.keys()) {
    const longer = fields.slice(0, at + 1).join(SEPARATOR);
    if (line === longer || line.startsWith(longer + SEPARATOR)) shown = longer;
  }
  return shown;
}

/**
 * Fits as many fields as have room: the first one, those that always stand there, and the kept one
 * in one of its forms.
 */
export function fitFields(
  fields: ReadonlyArray<string>,
  room: number,
  {
    standing = NONE,
    kept,
  }: { readonly standing?: ReadonlyArray<string>; readonly kept: KeptField | undefined },
): string {
  const shown = firstThatFit(fields, room, standing).join(SEPARATOR);
  if (kept === undefined || shown.includes(kept.full)) return shown;
  const { between = NONE, short } = kept;
  const rest = room - textWidth(`${SEPARATOR}${short}`);
  const others = firstThatFit(fields, rest, standing).join(SEPARATOR);
  const free = room - textWidth(others);
  const form = between.find((longer) => fieldRoom(longer) <= free) ?? short;
  return [cutTo(others, rest), form].join(SEPARATOR);
}

function firstThatFit(
  fields: ReadonlyArray<string>,
  room: number,
  standing: ReadonlyArray<string> = NONE,
): ReadonlyArray<string> {
  let shown: ReadonlyArray<string> = [];
  let isFull = false;
  for (const [at, field] of fields.entries()) {
    const isStanding = standing.includes(field);
    const coming = fields.slice(at + 1).filter((later) => standing.includes(later));
    const longer = [...shown, field];
    isFull ||= shown.length > 0 && textWidth([...longer, ...coming].join(SEPARATOR)) > room;
    if (!isFull || isStanding) shown = longer;
  }
  return shown;
}
