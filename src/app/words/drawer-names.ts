/** What drawers are called in a language, and what of one needs a person. */

import { type DrawerFact } from "../../domain/drawer-attention.ts";
import { type Locale } from "../../domain/locale.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

export interface DrawerNames {
  readonly drawer: (till: string) => string;
  readonly drawerNo: (till: string, no: number) => string;
  readonly pouch: (person: string) => string;
  /** Of a session whose opening is not here. */
  readonly unheard: string;
  readonly needs: Readonly<Record<DrawerFact["type"], (drawer: string, money: string) => string>>;
}

const DRAWER_NAMES: WordsByLanguage<DrawerNames> = { en, de, fr, es };

export function drawerNames(locale: Locale): DrawerNames {
  return wordsIn(DRAWER_NAMES, locale);
}

function en(): DrawerNames {
  return {
    drawer: (till) => `${till}'s drawer`,
    drawerNo: (till, no) => `${till}'s drawer ${no}`,
    pouch: (person) => `${person}'s pouch`,
    unheard: "a drawer of which too little is known",
    needs: {
      "drawer/difference": (drawer, money) =>
        `${drawer} was closed with a difference of ${money} that nobody explained`,
      "drawer/closed-twice": (drawer, money) =>
        `${drawer} was counted and closed twice apart, ${money} between the two`,
    },
  };
}

function de(): DrawerNames {
  return {
    drawer: (till) => `Lade von ${till}`,
    drawerNo: (till, no) => `Lade ${no} von ${till}`,
    pouch: (person) => `Geldtasche von ${person}`,
    unheard: "eine Lade, von der zu wenig bekannt ist",
    needs: {
      "drawer/difference": (drawer, money) =>
        `${drawer}: geschlossen mit ${money} Differenz, die niemand erklärt hat`,
      "drawer/closed-twice": (drawer, money) =>
        `${drawer}: zweimal getrennt gezählt und geschlossen, ${money} Unterschied`,
    },
  };
}

function fr(): DrawerNames {
  return {
    drawer: (till) => `Tiroir de ${till}`,
    drawerNo: (till, no) => `Tiroir ${no} de ${till}`,
    pouch: (person) => `Sacoche de ${person}`,
    unheard: "un tiroir dont on sait trop peu",
    needs: {
      "drawer/difference": (drawer, money) =>
        `${drawer} : fermé avec un écart de ${money} que personne n'a expliqué`,
      "drawer/closed-twice": (drawer, money) =>
        `${drawer} : compté et fermé deux fois séparément, ${money} d'écart entre les deux`,
    },
  };
}

function es(): DrawerNames {
  return {
    drawer: (till) => `Cajón de ${till}`,
    drawerNo: (till, no) => `Cajón ${no} de ${till}`,
    pouch: (person) => `Bolsa de ${person}`,
    unheard: "un cajón del que se sabe muy poco",
    needs: {
      "drawer/difference": (drawer, money) =>
        `${drawer}: se cerró con una diferencia de ${money} que nadie explicó`,
      "drawer/closed-twice": (drawer, money) =>
        `${drawer}: contado y cerrado dos veces por separado, ${money} entre ambas`,
    },
  };
}
