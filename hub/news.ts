/** Tells whoever listens that rows were written. */

export interface News {
  readonly tell: () => void;
  /** Returns what ends it. */
  readonly hear: (listener: () => void) => () => void;
}

export function createNews(): News {
  const listeners = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of listeners) listener();
    },
    hear: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
