/** A page as HTML. Whatever shops have named is text here: `html` escapes what it is given. */

import { html, raw } from "hono/html";

import { type BusinessDay } from "../../src/domain/identity.ts";
import { factsOfLocale } from "../../src/domain/text/locale.ts";
import { type HubPageWords } from "../../src/words/made/hubPage/words.ts";
import { type PageText } from "./page-text.ts";
import {
  type Block,
  type Card,
  type Cell,
  type Chart,
  type Column,
  type DayChoice,
  type Row,
  type Table,
  type View,
} from "./view.ts";

const COLUMNS_OF_PHONE = 4;

export type Html = ReturnType<typeof html>;

export interface Frame {
  readonly words: HubPageWords;
  readonly text: PageText;
  /** The address of the page, without what chooses days; begins with a slash. */
  readonly path: string;
  /** What chooses days, as it stands in the address; empty for none. */
  readonly query: string;
  /** Who looks; undefined where nobody has logged in. */
  readonly user: string | undefined;
  /** Names the version of the files that the page loads. */
  readonly version: string;
}

export interface Place {
  readonly href: string;
  readonly name: string;
}

export function viewToHtml(view: View, frame: Frame, places: ReadonlyArray<Place>): Html {
  const { words } = frame;
  const nav = html`<nav>
    ${places.map(({ href, name }) => {
      return href === frame.path
        ? html`<a href="${href}" aria-current="page">${name}</a>`
        : html`<a href="${href}">${name}</a>`;
    })}
    <button type="button" class="plain print">${words.frame.print}</button>
    <form method="post" action="/log-out">
      <button class="plain">${words.frame.logOut}<span class="user"> (${frame.user})</span></button>
    </form>
  </nav>`;
  const main = html`<main ${view.isLive ? raw("data-live") : ""}>
    <h1>${view.title}</h1>
    <p class="subtitle">${view.subtitle}</p>
    ${choiceToHtml(view.choice, frame)} ${view.blocks.map((block) => blockToHtml(block, frame))}
  </main>`;
  return frameToHtml(view.title, frame, html`${nav}${main}`);
}

/** A page that says one thing, such as that there is none. */
export function noteToHtml(title: string, text: string, frame: Frame): Html {
  return frameToHtml(
    title,
    frame,
    html`<main class="narrow">
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">${frame.words.frame.today}</a></p>
    </main>`,
  );
}

export function frameToHtml(title: string, { words, text, version }: Frame, body: Html): Html {
  return html`<!doctype html>
    <html lang="${text.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${words.frame.office}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page.css?${version}" />
        <script src="/page.js?${version}" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

function choiceToHtml(choice: DayChoice, { words }: Frame): Html {
  if (choice.type === "none") return html``;
  const fields = choice.type === "day" ? { day: choice.day } : { from: choice.from, to: choice.to };
  const keep = choice.type === "range" ? Object.entries(choice.keep ?? {}) : [];
  const names = { day: words.choice.day, from: words.choice.from, to: words.choice.to };
  return html`<form class="choice" method="get">
    ${keep.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${Object.entries(fields).map(
      ([name, day]) =>
        html`<label
          >${names[name as keyof typeof names]}<input
            type="date"
            name="${name}"
            value="${day}"
            required
        /></label>`,
    )}
    <button>${words.choice.show}</button>
  </form>`;
}

function blockToHtml(block: Block, frame: Frame): Html {
  switch (block.type) {
    case "note":
      return html`<p class="note">${block.text}</p>`;
    case "cards":
      return html`<div class="cards">${block.cards.map(cardToHtml)}</div>`;
    case "chart":
      return chartToHtml(block, frame);
    default:
      return tableToHtml(block, frame);
  }
}

function cardToHtml({ label, figure, details }: Card): Html {
  return html`<section class="card">
    <h2>${label}</h2>
    <p class="figure">${figure}</p>
    ${details.map((detail) => html`<p>${detail}</p>`)}
  </section>`;
}

/** Data for the script, which draws it. A name such as `</script>` must not end the element. */
function chartToHtml({ title, currency, over, labels, series }: Chart, { text }: Frame): Html {
  const data = {
    over,
    labels,
    ticks: over === "days" ? labels.map((day) => text.shortDay(day as BusinessDay)) : [],
    series,
    decimals: currency?.decimals ?? 0,
    decimal: factsOfLocale(text.locale).numbers.decimal,
    group: factsOfLocale(text.locale).numbers.group,
  };
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return html`<figure class="chart">
    <figcaption>
      ${title}
      ${series.map(
        ({ name, isPast }) =>
          html`<span class="key ${isPast === true ? "past" : "now"}">${name}</span>`,
      )}
    </figcaption>
    <div class="plot"></div>
    <script type="application/json">
      ${raw(json)}
    </script>
  </figure>`;
}

function tableToHtml(table: Table, frame: Frame): Html {
  const { id, title, note, isFolded } = table;
  const { words, query } = frame;
  const href = `?${query === "" ? "" : `${query}&`}csv=${id}`;
  const head = html`<a class="save" href="${href}" download>${words.frame.save}</a>`;
  const body = html`<div class="wide">${gridToHtml(table, frame)}</div>
    ${note === undefined ? "" : html`<p class="note">${note}</p>`}`;
  return isFolded === true
    ? html`<details class="table">
        <summary>${title}</summary>
        ${head} ${body}
      </details>`
    : html`<section class="table">
        <h2>${title}</h2>
        ${head} ${body}
      </section>`;
}

function gridToHtml({ columns, rows }: Table, { text, words }: Frame): Html {
  if (rows.length === 0) return html`<p>${words.nothing}</p>`;
  const hasCodes = new Set(rows.map(({ currency }) => currency?.code)).size > 1;
  const [sample] = rows;
  return html`<table class="${isWide(sample) ? "many" : ""}">
    <thead>
      <tr>
        ${columns.map(
          ({ head }, at) =>
            html`<th scope="col" class="${headClass(sample?.cells[at])}">${head}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => rowToHtml(row, columns, { text, hasCodes }))}
    </tbody>
  </table>`;
}

function rowToHtml(
  { cells, currency, isTotal }: Row,
  columns: ReadonlyArray<Column>,
  { text, hasCodes: hasCode }: { readonly text: PageText; readonly hasCodes: boolean },
): Html {
  return html`<tr class="${isTotal === true ? "total" : ""}">
    ${cells.map((cell, at) => {
      const shown = cellText(cell, text, { currency, hasCode });
      const inside =
        "href" in cell && cell.href !== undefined
          ? html`<a href="${cell.href}">${shown}</a>`
          : shown;
      return at === 0
        ? html`<th scope="row" class="${classOf(cell)}">${inside}</th>`
        : html`<td class="${classOf(cell)}" data-head="${columns[at]?.head ?? ""}">${inside}</td>`;
    })}
  </tr>`;
}

function cellText(
  cell: Cell,
  text: PageText,
  { currency, hasCode }: Pick<Row, "currency"> & { readonly hasCode: boolean },
): string {
  switch (cell.type) {
    case "text":
      return cell.text;
    case "day":
      return text.day(cell.day);
    case "count":
      return String(cell.count);
    case "quantity":
      return text.quantity(cell.quantity);
    case "money":
      return text.money(cell.amount, currency, hasCode);
    default:
      return text.change(cell.amount, cell.before);
  }
}

/** Names and figures of such a row don't fit beside each other on a phone: there it is a list. */
function isWide(row: Row | undefined): boolean {
  const names = row?.cells.filter(({ type }) => type === "text").length ?? 0;
  return names > 1 || (row?.cells.length ?? 0) > COLUMNS_OF_PHONE;
}

function headClass(cell: Cell | undefined): string {
  return cell === undefined || cell.type === "text" || cell.type === "day" ? "" : "number";
}

/** Figures stand at the right, below each other. */
function classOf(cell: Cell | undefined): string {
  switch (cell?.type) {
    case "count":
    case "quantity":
    case "money":
      return "number";
    case "change":
      return cell.amount < cell.before && cell.before > 0 ? "number less" : "number";
    case "day":
      return "day";
    default:
      return "";
  }
}
