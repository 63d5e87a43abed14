/** The office's page: what a browser may ask for, and who may ask. */

import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";

import { todayOf } from "../today.ts";
import { dayPage } from "./day-page.ts";
import { browserLocale, createLogIn, logInPath, type Visitor } from "./log-in.ts";
import { createNewsStream } from "./news-stream.ts";
import { type PageContext } from "./page-context.ts";
import { type Asked } from "./page-days.ts";
import { type PageDeps } from "./page-deps.ts";
import { shopsOfGroups } from "./page-figures.ts";
import { frameOf } from "./page-frame.ts";
import { type IsOwnName } from "./page-names.ts";
import { productPage, productsPage } from "./product-pages.ts";
import { shopPage, shopsPage } from "./shop-pages.ts";
import { todayPage } from "./today-page.ts";
import { tableOf, tableToCsv } from "./view-csv.ts";
import { type Frame, noteToHtml, type Place, viewToHtml } from "./view-html.ts";
import { type View } from "./view.ts";

const BODY_BYTES_MAX = 16 * 1024;
/** The HTTP status of a request that came to a server which does not speak for that name. */
const MISDIRECTED = 421;
const OWN = ["'self'"];
const NONE = ["'none'"];

export function pageApp(deps: PageDeps): Hono {
  const { assets, isOwnName, onFault } = deps;
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: NONE,
        scriptSrc: OWN,
        styleSrc: OWN,
        imgSrc: OWN,
        connectSrc: OWN,
        formAction: OWN,
        frameAncestors: NONE,
        baseUri: NONE,
      },
      // Without it browsers would not say where a form comes from.
      referrerPolicy: "same-origin",
      xFrameOptions: "DENY",
      // Whether a whole domain is encrypted is not the page's to say.
      strictTransportSecurity: false,
    }),
  );
  app.use(refuseStrangeNames(deps));
  app.use(csrf({ origin: (origin, context) => isOwnOrigin(origin, context, isOwnName) }));
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX }));
  app.onError((cause, context) => {
    if (cause instanceof HTTPException) return cause.getResponse();
    onFault(cause);
    const frame = frameOf(context, assets, browserLocale(context));
    const { trouble } = frame.words;
    return context.html(noteToHtml(trouble.title, trouble.fault, frame), 500);
  });
  for (const [path, { bytes, mime }] of assets.byPath) {
    app.get(path, (context) =>
      context.body(bytes, 200, {
        "content-type": mime,
        "cache-control": "public, max-age=31536000, immutable",
      }),
    );
  }
  const { app: logIn, visitorOf } = createLogIn(deps);
  app.route("/", logIn);
  const streamNews = createNewsStream(deps);
  app.get("/news", (context) => {
    function isLoggedIn(): boolean {
      return visitorOf(context) !== undefined;
    }
    return isLoggedIn() ? streamNews(context, isLoggedIn) : context.body(null, 401);
  });
  addPage("/", todayPage);
  addPage("/day", dayPage);
  addPage("/shops", shopsPage);
  addPage("/shop/:shop", shopPage);
  addPage("/products", productsPage);
  addPage("/product", productPage);
  app.notFound((context) => {
    const visitor = visitorOf(context);
    if (visitor === undefined) return context.redirect(logInPath(context), 303);
    return unknown(context, visitor);
  });
  return app;

  /** `make`: undefined for what is not there, or not for this person. */
  function addPage(
    path: string,
    make: (context: PageContext, asked: Asked) => Promise<View | undefined>,
  ): void {
    app.get(path, async (context) => {
      const visitor = visitorOf(context);
      if (visitor === undefined) return context.redirect(logInPath(context), 303);
      const frame = frameFor(context, visitor);
      const page = await pageContextOf(frame, visitor);
      const view = await make(page, (name) => context.req.param(name) ?? context.req.query(name));
      if (view === undefined) return unknown(context, visitor);
      context.header("cache-control", "no-store");
      const wanted = context.req.query("csv");
      if (wanted === undefined) return context.html(viewToHtml(view, frame, placesOf(frame)));
      const table = tableOf(view, wanted);
      if (table === undefined) return unknown(context, visitor);
      return context.body(tableToCsv(table), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${table.id}.csv"`,
      });
    });
  }

  async function pageContextOf(frame: Frame, { user }: Visitor): Promise<PageContext> {
    const { rows, clock, offsetMinutes } = deps;
    const shops = await shopsOfGroups(rows, user.groups);
    const nowMs = clock.nowMs();
    const today = todayOf(shops, nowMs, offsetMinutes);
    return { rows, shops, today, nowMs, offsetMinutes, words: frame.words, text: frame.text };
  }

  function frameFor(context: Context, visitor: Visitor): Frame {
    return { ...frameOf(context, assets, visitor.locale), user: visitor.user.name };
  }

  function unknown(context: Context, visitor: Visitor): Response | Promise<Response> {
    const frame = frameFor(context, visitor);
    const { trouble } = frame.words;
    return context.html(noteToHtml(trouble.title, trouble.unknown, frame), 404);
  }
}

/** Answers a request under a name that is none of the page's own with 421 and a sentence. */
function refuseStrangeNames({ assets, isOwnName }: PageDeps): MiddlewareHandler {
  return async (context, next) => {
    if (isOwnName(new URL(context.req.url).hostname)) return next();
    const { trouble } = frameOf(context, assets, browserLocale(context)).words;
    return context.text(trouble.name, MISDIRECTED);
  };
}

/**
 * A proxy may take the page to another scheme, and to a name that the office was told of. What a request
 * says of forwarding tells nothing: any site can have a browser say it.
 */
function isOwnOrigin(origin: string, context: Context, isOwnName: IsOwnName): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  const asked = new URL(context.req.url).hostname;
  return host === context.req.header("host") || (hostname !== asked && isOwnName(hostname));
}

function placesOf({ words }: Frame): ReadonlyArray<Place> {
  return [
    { href: "/", name: words.frame.today },
    { href: "/day", name: words.frame.day },
    { href: "/shops", name: words.frame.shops },
    { href: "/products", name: words.frame.products },
  ];
}
