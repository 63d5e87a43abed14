/** What all pages have around them. */

import { type Context } from "hono";

import { type Locale } from "../../src/domain/text/locale.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { hubPageWords } from "../../src/words/made/hubPage/all.ts";
import { type Assets } from "./assets.ts";
import { pageTextIn } from "./page-text.ts";
import { type Frame } from "./view-html.ts";

/** Returns the frame of the page that is asked for, for somebody who has not logged in. */
export function frameOf(context: Context, { version }: Assets, locale: Locale): Frame {
  const { pathname: path, searchParams } = new URL(context.req.url);
  searchParams.delete("csv");
  const words = wordsIn(hubPageWords, locale);
  const text = pageTextIn(locale);
  return { words, text, path, query: searchParams.toString(), user: undefined, version };
}
