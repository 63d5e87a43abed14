/** Takes what is new: the page is asked for again, and its main part put in place of the old one. */

import { drawCharts } from "./charts.ts";

const AGAIN_MS = 30_000;

/** A row that is being read, or a place that somebody has scrolled to, stays where it is: only the figures change. */
async function renew(): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  // The session has ended: the log-in is a page of its own.
  if (response.redirected) location.reload();
  if (!response.ok || response.redirected) return;
  const text = await response.text();
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  const old = document.querySelector("main");
  if (fresh === null || old === null) return;
  const wereOpen = [...old.querySelectorAll("details")].map(({ open }) => open);
  for (const [at, folded] of fresh.querySelectorAll("details").entries()) {
    folded.open = wereOpen[at] ?? false;
  }
  const main = document.adoptNode(fresh);
  old.replaceWith(main);
  drawCharts(main);
}

/** On pages that say so. */
export function hearNews(): void {
  if (document.querySelector("main[data-live]") === null) return;
  const source = new EventSource("/news");
  source.addEventListener("error", () => {
    // What is merely cut is joined again by the browser.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      renew().then(hearNews, hearNews);
    }, AGAIN_MS);
  });
  source.addEventListener("rows", () => {
    // What can't be had now is asked for with the next news.
    renew().catch(() => undefined);
  });
}
