/** What a symbology makes of its data, before a printer gives it a width. */

export interface Modules {
  /** `1` is a module of bar, `0` one of space. */
  readonly modules: string;
  /** As people read it, check digit and all. */
  readonly text: string;
}
