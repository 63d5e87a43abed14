/** Who looks at the page: the log-in with name and password, the session's cookie, the log-out. */

import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";

import { type Locale } from "../../src/domain/text/locale.ts";
import {
  isPassword,
  NAME_CHARACTERS_MAX,
  PASSWORD_CHARACTERS_MAX,
  type User,
} from "../users/users.ts";
import { createLogInTries } from "./log-in-tries.ts";
import { createLogInTurns } from "./log-in-turns.ts";
import { networkOf } from "./network-of.ts";
import { type PageDeps } from "./page-deps.ts";
import { frameOf } from "./page-frame.ts";
import { acceptedLocale } from "./page-text.ts";
import { createSessions } from "./sessions.ts";
import { type Frame, frameToHtml, type Html } from "./view-html.ts";

export interface Visitor {
  readonly user: User;
  readonly locale: Locale;
}

export interface LogIn {
  /** The pages of the log-in itself. */
  readonly app: Hono;
  /** Returns who has logged in in this browser; undefined for nobody. */
  readonly visitorOf: (context: Context) => Visitor | undefined;
}

const COOKIE = "till";
const COOKIE_SECONDS = 7 * 24 * 3600;
const BUSY_MS = 1000;
const SECOND_MS = 1000;

export function createLogIn(deps: PageDeps): LogIn {
  const { clock, random, userNamed, useCode, isEncrypted } = deps;
  const sessions = createSessions({ clock, random });
  const tries = createLogInTries(clock);
  const turns = createLogInTurns(clock, tries);
  const app = new Hono();

  app.get("/log-in", (context) => {
    if (visitorOf(context) !== undefined) return context.redirect("/", 303);
    return context.html(formToHtml(frameHere(context), { to: placeOf(context.req.query("to")) }));
  });

  app.post("/log-in", async (context) => {
    const { name, password, code, to } = fieldsOf(await bodyOf(context));
    const address = addressOf(context);
    const waitMs = tries.waitMs(address);
    const end = waitMs > 0 ? undefined : await turns.take(address, name);
    const frame = frameHere(context);
    if (end === undefined) {
      const seconds = Math.ceil((waitMs > 0 ? waitMs : BUSY_MS) / SECOND_MS);
      context.header("retry-after", String(seconds));
      const problem = frame.words.logIn.wait({ seconds });
      return context.html(formToHtml(frame, { to, name, problem }), 429);
    }
    const user = userNamed(name);
    const isRight = await isPassword(user, { name, password }).finally(end);
    if (user === undefined || !isRight || !useCode(user, code)) {
      const problem = frame.words.logIn.wrong;
      return context.html(formToHtml(frame, { to, name, problem }), 401);
    }
    tries.wasRight(address, name);
    setToken(context, sessions.begin(user));
    return context.redirect(to, 303);
  });

  app.post("/log-out", (context) => {
    const token = tokenOf(context);
    if (token !== undefined) sessions.end(token);
    deleteCookie(context, COOKIE, { path: "/" });
    deleteCookie(context, COOKIE, { prefix: "host" });
    return context.redirect("/log-in", 303);
  });

  return { app, visitorOf };

  function visitorOf(context: Context): Visitor | undefined {
    const token = tokenOf(context);
    const user = token === undefined ? undefined : sessions.userOf(token, userNamed);
    if (user === undefined) return undefined;
    return { user, locale: user.language ?? browserLocale(context) };
  }

  /** A proxy that says so to a page that is not encrypted makes the cookie safer, and no other one. */
  function isSecure(context: Context): boolean {
    return isEncrypted || context.req.header("x-forwarded-proto") === "https";
  }

  /** Where the page is encrypted, a cookie without the prefix may be one that another host of the domain has set. */
  function tokenOf(context: Context): string | undefined {
    return isSecure(context) ? getCookie(context, COOKIE, "host") : getCookie(context, COOKIE);
  }

  function setToken(context: Context, token: string): void {
    const options = { httpOnly: true, sameSite: "Strict", maxAge: COOKIE_SECONDS } as const;
    const secure = isSecure(context);
    if (secure)
      setCookie(context, COOKIE, token, { ...options, secure, path: "/", prefix: "host" });
    else setCookie(context, COOKIE, token, { ...options, path: "/" });
  }

  function frameHere(context: Context): Frame {
    context.header("cache-control", "no-store");
    return frameOf(context, deps.assets, browserLocale(context));
  }
}

/** Returns the address of the log-in that leads back to what was asked for. */
export function logInPath(context: Context): string {
  const { pathname, search } = new URL(context.req.url);
  const to = pathname + search;
  return to === "/" ? "/log-in" : `/log-in?to=${encodeURIComponent(to)}`;
}

export function browserLocale(context: Context): Locale {
  return acceptedLocale(context.req.header("accept-language")) ?? "en";
}

/** Whoever sends what is no form hears so; it is no fault of the office. */
async function bodyOf(context: Context): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await context.req.parseBody();
  } catch (cause) {
    if (cause instanceof TypeError) throw new HTTPException(400, { cause });
    throw cause;
  }
}

interface Fields {
  readonly name: string;
  readonly password: string;
  readonly code: string;
  readonly to: string;
}

function fieldsOf(body: Readonly<Record<string, unknown>>): Fields {
  function field(name: string, charactersMax: number): string {
    const value = body[name];
    return typeof value === "string" ? value.slice(0, charactersMax + 1) : "";
  }

  return {
    name: field("name", NAME_CHARACTERS_MAX).trim(),
    password: field("password", PASSWORD_CHARACTERS_MAX),
    code: field("code", CODE_CHARACTERS_MAX),
    to: placeOf(field("to", PLACE_CHARACTERS_MAX)),
  };
}

const CODE_CHARACTERS_MAX = 10;
const PLACE_CHARACTERS_MAX = 500;

/** A page of ours, and of nobody else: `//elsewhere` is another host. */
function placeOf(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[\w./?=&%-]*$/u.test(text) ? text : "/";
}

/** Behind a proxy on this box the address is what the proxy says, and nobody else may say one. */
function addressOf(context: Context): string {
  const env = (context.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  const remote = env.incoming?.socket?.remoteAddress ?? "";
  if (!/^(?:::ffff:)?127\.|^::1$/u.test(remote)) return networkOf(remote);
  const last = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last === undefined || last === "" ? remote : networkOf(last);
}

function formToHtml(
  frame: Frame,
  {
    to,
    name = "",
    problem,
  }: { readonly to: string; readonly name?: string; readonly problem?: string },
): Html {
  const { logIn: words, frame: words2 } = frame.words;
  return frameToHtml(
    words.title,
    frame,
    html`<main class="narrow">
      <h1>${words2.office}</h1>
      <form class="log-in" method="post" action="/log-in">
        ${problem === undefined ? "" : html`<p class="problem" role="alert">${problem}</p>`}
        <input type="hidden" name="to" value="${to}" />
        <label
          >${words.name}<input
            name="name"
            value="${name}"
            autocomplete="username"
            required
            autofocus
        /></label>
        <label
          >${words.password}<input
            name="password"
            type="password"
            autocomplete="current-password"
            required
        /></label>
        <label
          >${words.code}<input
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="10"
        /></label>
        <button>${words.title}</button>
      </form>
    </main>`,
  );
}
