/**
 * A report as one file for a browser or a mail: a chart and a table, without a script, a font or anything else that
 * it would have to fetch.
 */

import { scaleBand, scaleLinear } from "d3-scale";

import { type BusinessDay } from "../../domain/identity.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Column, type ReportRow, type ReportTable } from "../../report/sales/report-table.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type Speech } from "../speech.ts";
import { html, type Html } from "./html.ts";
import { type ReportPage } from "./report-page.ts";
import { A_DAY, cellText, isText, LEAST_FIRST, usedColumns } from "./report-text.ts";

/** Returns the whole file. `table`: without rows it says so instead. */
export function reportToHtml(table: ReportTable, page: ReportPage, speech: Speech): string {
  const { shop, title, range, notes } = page;
  return html`<!doctype html>
    <html lang="${speech.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${title}, ${range}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <p>${shop}</p>
          <h1>${title}</h1>
          <p>${range}</p>
        </header>
        ${table.rows.length === 0 ? [] : [SIZES.map((size) => chartOf(table, size, speech)), tableOf(table, speech)]}
        ${notes.map((note) => html`<p class="note">${note}</p>`)}
      </body>
    </html> `.markup;
}

/* The chart. */

/** In units of the picture: twice, because letters that shrink with it could not be read on a telephone. */
interface ChartSize {
  readonly name: "broad" | "narrow";
  readonly width: number;
  readonly height: number;
  /** As many names of steps stand below the chart without touching one another. */
  readonly stepNames: number;
}

const SIZES: ReadonlyArray<ChartSize> = [
  { name: "broad", width: 960, height: 300, stepNames: 11 },
  { name: "narrow", width: 400, height: 240, stepNames: 4 },
];
const EDGE = { left: 74, right: 4, top: 12, bottom: 30 } as const;
const TICKS = 5;
/** Names have their bars in the table, and a chart of one step says nothing. */
const STEPS_MIN = 2;

/** A column for what each step brought, and a line across it for the days before; nothing for reports of names. */
function chartOf(table: ReportTable, size: ChartSize, speech: Speech): Html | [] {
  const { columns, rows, bars } = table;
  if (bars === undefined || columns[0] !== "step" || rows.length < STEPS_MIN) return [];
  const { name, width, height, stepNames } = size;
  const isCompared = columns.includes("earlier");
  const values = rows.flatMap((row) => [
    Number(row[bars] ?? 0),
    ...(isCompared ? [Number(row.earlier ?? 0)] : []),
  ]);
  const across = scaleBand<number>([EDGE.left, width - EDGE.right])
    .domain(rows.keys())
    .paddingInner(0.2);
  const up = scaleLinear([height - EDGE.bottom, EDGE.top])
    .domain([Math.min(0, ...values), Math.max(0, ...values)])
    .nice(TICKS);
  const every = Math.ceil(rows.length / stepNames);
  const columnsOfRows = rows.map((row, at) => {
    const x = across(at) ?? EDGE.left;
    const isNamed = at % every === 0;
    return html`<g
      ><title>${tipOf(table, row, speech)}</title>
      ${columnMarks({ row, bars, isCompared }, { x, band: across.bandwidth(), up })}
      ${isNamed ? html`<text class="step" x="${round(x + across.bandwidth() / 2)}" y="${height - 8}">${shortStep(row, speech)}</text>` : []}</g
    >`;
  });
  const ticks = up.ticks(TICKS).map((tick) => {
    const y = round(up(tick));
    return html`<line
        class="tick"
        x1="${EDGE.left}"
        x2="${width - EDGE.right}"
        y1="${y}"
        y2="${y}"
      />
      <text class="sum" x="${EDGE.left - 8}" y="${y}" dy="0.32em"
        >${cellText(bars, { [bars]: Math.round(tick) }, speech)}</text
      >`;
  });
  return html`<figure class="${name}">
    <svg viewBox="0 0 ${width} ${height}" role="img">${ticks} ${columnsOfRows}</svg>
  </figure>`;
}

function columnMarks(
  {
    row,
    bars,
    isCompared,
  }: { readonly row: ReportRow; readonly bars: Column; readonly isCompared: boolean },
  {
    x,
    band,
    up,
  }: { readonly x: number; readonly band: number; readonly up: (value: number) => number },
): ReadonlyArray<Html> {
  const value = Number(row[bars] ?? 0);
  const [top, foot] = [up(Math.max(0, value)), up(Math.min(0, value))];
  const before = round(up(Number(row.earlier ?? 0)));
  return [
    html`<rect
      class="now"
      x="${round(x)}"
      y="${round(top)}"
      width="${round(band)}"
      height="${round(foot - top)}"
    />`,
    ...(isCompared
      ? [
          html`<line
            class="before"
            x1="${round(x)}"
            x2="${round(x + band)}"
            y1="${before}"
            y2="${before}"
          />`,
        ]
      : []),
  ];
}

/** What a step of the chart says when it is pointed at. */
function tipOf({ bars = "amount", columns }: ReportTable, row: ReportRow, speech: Speech): string {
  const words = wordsIn(reportsWords, speech.locale);
  const told = (["step", bars, "earlier", "change"] as const).filter((it) => columns.includes(it));
  return told
    .map((column) =>
      column === "step"
        ? cellText(column, row, speech)
        : `${words.columns[column]} ${cellText(column, row, speech)}`,
    )
    .join(" · ");
}

/** A day without its weekday, an hour without its day. */
function shortStep({ step }: ReportRow, { locale }: Speech): string {
  const [day = "", hour] = String(step).split(" ");
  if (hour !== undefined) return `${hour}:00`;
  return A_DAY.test(day) ? localDate(day as BusinessDay, locale) : day;
}

function round(units: number): number {
  return Math.round(units * 10) / 10;
}

/* The table. */

function tableOf(table: ReportTable, speech: Speech): Html {
  const { rows, total, bars } = table;
  const words = wordsIn(reportsWords, speech.locale);
  const columns = usedColumns(table, total === null ? rows : [...rows, total]);
  const labelled = columns.find((column) => column === "step" || column === "name");
  const most = Math.max(1, ...rows.map((row) => Number(row[bars ?? "amount"] ?? 0)));
  const hasBars = bars !== undefined && columns[0] !== "step";

  function cellsOf(textOf: (column: Column) => string): ReadonlyArray<Html> {
    return columns.map((column) => html`<td class="${classOf(column)}">${textOf(column)}</td>`);
  }

  function barOf(row: ReportRow): Html | [] {
    if (!hasBars) return [];
    const part = scaleLinear([0, most], [0, 100]).clamp(true)(Number(row[bars] ?? 0));
    return html`<td class="bar"><i style="width:${round(part)}%"></i></td>`;
  }

  const body = rows.map((row) => {
    const cells = cellsOf((column) => cellText(column, row, speech));
    return html`<tr>
      ${cells}${barOf(row)}
    </tr> `;
  });
  const foot = cellsOf((column) =>
    column === labelled ? words.total : cellText(column, total ?? {}, speech),
  );
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${columns.map(
            (column) => html`<th class="${classOf(column)}">${words.columns[column]}</th>`,
          )}${hasBars ? html`<th></th>` : []}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
      ${
        total === null
          ? []
          : html`<tfoot>
              <tr>
                ${foot}${hasBars ? html`<td></td>` : []}
              </tr>
            </tfoot>`
      }
    </table>
  </div>`;
}

/** `less`: left out where the page is narrow. */
function classOf(column: Column): string {
  return [
    isText(column) ? "text" : "figure",
    column !== "byMoney" && LEAST_FIRST.includes(column) ? "less" : "",
  ]
    .join(" ")
    .trimEnd();
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d21; --soft: #5f6873; --line: #d9dee4; --bar: #2f6f8f; --before: #c2571a; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #9aa4af; --line: #343b43; --bar: #5aa5c8; --before: #f0935a; --paper: #14171a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 1000px; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header p { margin: 0; color: var(--soft); }
h1 { margin: 2px 0; font-size: 26px; line-height: 1.2; }
figure { margin: 20px 0 8px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
.narrow { display: none; }
@media (max-width: 640px) { .broad, .less { display: none; } .narrow { display: block; } }
svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
.sum { text-anchor: end; }
.step { text-anchor: middle; }
.tick { stroke: var(--line); }
.now { fill: var(--bar); }
.before { stroke: var(--before); stroke-width: 3; }
.wide { overflow-x: auto; margin-top: 16px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 8px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; }
.text { text-align: left; }
tfoot td { font-weight: 600; border-bottom: 0; border-top: 2px solid var(--ink); }
td.bar { width: 30%; min-width: 90px; }
td.bar i { display: block; height: 12px; background: var(--bar); border-radius: 2px; }
.note { color: var(--soft); margin: 10px 0 0; }
@media print { body { padding: 0; } tr { break-inside: avoid; } }
`;
