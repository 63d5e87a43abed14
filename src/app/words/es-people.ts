/** People and their hours in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PeopleWords } from "./people-words.ts";

export const esPeople = onceAsked((): PeopleWords => ({
  clockedIn: (name, time) => `Entrada de ${name} a las ${time}.`,
  clockedOut: (name, time) => `Salida de ${name} a las ${time}.`,
  nobodyIn: (day) => `Nadie ha fichado el ${day}.`,
  working: "trabajando",
  disabled: "BLOQUEADO",
  noPin: "sin PIN",
  badge: (badge) => `credencial ${badge}`,
  language: (code) => `idioma ${code}`,
  done: {
    added: (name) => `${name} ya trabaja aquí.`,
    rescued: (name) => `${name} puede cambiar el personal, con el PIN nuevo.`,
    badgeSet: (name) => `${name} tiene ahora esa credencial.`,
    badgeGone: (name) => `${name} ya no tiene credencial.`,
    pinSet: (name) => `${name} tiene un PIN nuevo.`,
    disabled: (name) => `${name} ya no puede identificarse, en ninguna caja que lo oiga.`,
    enabled: (name) => `${name} puede identificarse otra vez, con el PIN de antes.`,
    languageSet: (name, code) =>
      `${name} tendrá sus pantallas en ${code === "" ? "el idioma del comercio" : code}, desde la próxima vez que se identifique.`,
  },
}));
