/**
 * The one stream of what a printer answers, told apart byte by byte as the manuals say: each kind of
 * reply has bits of its own. What fits none is garbage, and is told: who hears it trusts less.
 */

export type Reply =
  /** To `DLE EOT`, in the order of the questions: the byte does not say which one. */
  | { readonly type: "status"; readonly byte: number }
  /** Automatic status: four bytes together, at any time. */
  | { readonly type: "automatic"; readonly bytes: ReadonlyArray<number> }
  /** To `GS r`, and to some of `GS I`. */
  | { readonly type: "plain"; readonly byte: number }
  /** `37 id … 00`, such as a process id. */
  | { readonly type: "block"; readonly id: number; readonly text: string }
  /** `5F … 00` or `3D … 00`: a name, a serial number, a counter. */
  | { readonly type: "text"; readonly text: string }
  /** XON and XOFF of a serial line. */
  | { readonly type: "flow" }
  | { readonly type: "garbage" };

export interface ReplyReader {
  readonly read: (bytes: Uint8Array) => ReadonlyArray<Reply>;
}

const XON = 0x11;
const XOFF = 0x13;
const BLOCK = 0x37;
const TEXTS: ReadonlySet<number> = new Set([0x5f, 0x3d]);
const END = 0x00;
const AUTOMATIC_LENGTH = 4;
/** The longest block: more than any answer to our questions. */
const BLOCK_LENGTH_MAX = 96;

export function createReplyReader(): ReplyReader {
  let open: ReadonlyArray<number> = [];

  function take(byte: number): ReadonlyArray<Reply> {
    // Flow control bytes may come in the middle of anything.
    if (byte === XON || byte === XOFF) return [{ type: "flow" }];
    if (open.length === 0) return begin(byte);
    return open[0] === BLOCK || TEXTS.has(open[0] ?? END)
      ? continueBlock(byte)
      : continueAutomatic(byte);
  }

  function begin(byte: number): ReadonlyArray<Reply> {
    if (byte === BLOCK || TEXTS.has(byte) || isAutomaticHead(byte)) {
      open = [byte];
      return [];
    }
    if (isStatus(byte)) return [{ type: "status", byte }];
    return [isPlain(byte) ? { type: "plain", byte } : { type: "garbage" }];
  }

  function continueBlock(byte: number): ReadonlyArray<Reply> {
    // The id of a block may be any byte, also the one that ends it.
    const isEnd = byte === END && (open[0] !== BLOCK || open.length > 1);
    if (!isEnd) {
      open = [...open, byte];
      if (open.length < BLOCK_LENGTH_MAX) return [];
      open = [];
      return [{ type: "garbage" }];
    }
    const [head, ...rest] = open;
    open = [];
    if (head !== BLOCK) return [{ type: "text", text: textOf(rest) }];
    return [{ type: "block", id: rest[0] ?? END, text: textOf(rest.slice(1)) }];
  }

  function continueAutomatic(byte: number): ReadonlyArray<Reply> {
    if (!isPlain(byte)) {
      open = [];
      return [{ type: "garbage" }, ...begin(byte)];
    }
    open = [...open, byte];
    if (open.length < AUTOMATIC_LENGTH) return [];
    const bytes = open;
    open = [];
    return [{ type: "automatic", bytes }];
  }

  return { read: (bytes) => [...bytes].flatMap(take) };
}

/** `0xx1xx10`. */
function isStatus(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** `0xx1xx00`. */
function isAutomaticHead(byte: number): boolean {
  return (byte & 0x93) === 0x10;
}

/** `0xx0xxxx`. */
function isPlain(byte: number): boolean {
  return (byte & 0x90) === 0;
}

function textOf(bytes: ReadonlyArray<number>): string {
  return String.fromCharCode(...bytes);
}
