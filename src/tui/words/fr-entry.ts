/** French: why a text of the line does nothing, and how to say it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const frEntry = onceAsked((): Pick<PartialWords, "entry" | "option" | "how"> => ({
  entry: {
    "too-long": ({ max }) => `Une ligne a ${max} signes au plus.`,
    "nothing-called": ({ typed }) => `Rien ne s'appelle « ${typed} ».`,
    "receipt-number": ({ number }) => `${number} est un ticket : :retour ${number} l'ouvre.`,
    "by-weight": ({ name, code }) => `${name} se vend au poids : 0,350*${code}.`,
    labelled: ({ name }) => `L'étiquette dit combien de ${name} il y a.`,
    "by-piece": ({ name, code }) => `${name} se vend à la pièce : 3*${code}.`,
    "too-heavy": ({ typed, code }) =>
      `${typed} kg ? Au plus 99,999 kg par ligne ; 0,200*${code} fait 200 g.`,
    "barcode-no-quantity": ({ typed }) => `${typed} est un code-barres, pas une quantité.`,
    "no-quantity": ({ typed }) => `${typed} n'est pas une quantité : 1 à 9999, au poids 0,350.`,
    "no-fixed-price": ({ name, code }) => `${name} n'a pas de prix fixe : ${code}=2,50.`,
    "no-amount": ({ typed, code }) => `${typed} n'est pas un montant : ${code}=2,50.`,
    "so-many": ({ count, goods }) => `${count} à la fois : ${count}*${goods}.`,
    "of-what": ({ typed }) => `${typed} de quoi ? ${typed}100 ou ${typed}nom.`,
    "takes-options": ({ name }) => `${name} prend /2 pour une option et =2,50 pour un prix.`,
    "one-by-one": ({ name, code }) => `${code} est ${name} : Entrée après, puis le suivant.`,
    "has-options": ({ name, code }) => `${code} est ${name} : ${code}/ montre ses options.`,
    "with-option": ({ name, code, option, number }) =>
      `${name} avec ${option} : ${code}/${number}.`,
    "no-barcode": ({ typed }) => `Aucun article n'a le code-barres ${typed}.`,
    "no-number": ({ typed }) =>
      `${typed} n'est ni un code PLU (6 chiffres au plus) ni un code-barres.`,
    "no-plu": ({ typed, first }) =>
      first === ""
        ? `Aucun article n'a le code PLU ${typed}.`
        : `Aucun article n'a le code PLU ${typed} : continuez, ou Bas pour ${first}.`,
    "no-line-price": () => "Ce n'est pas un montant : =2,80 fixe le prix de la ligne.",
    "rate-too-high": () => "La remise est de -100% au plus.",
    "line-quantity": () => "Une quantité va de 1 à 9999 ; F5 annule la ligne.",
    "no-sign": ({ sign }) =>
      `Rien ne commence par ${sign} : un article commence par une lettre ou un chiffre.`,
    unfinished: ({ typed, forms }) => `« ${typed} » n'est pas fini : ${forms.join(" ou ")}.`,
    "barcode-no-money": () => "À partir de huit chiffres, c'est un code-barres, jamais une somme.",
    "no-tip": ({ typed }) =>
      `« ${typed} » n'est pas un pourboire : +2, %10, ou =50 pour 50 en tout.`,
    "no-split": ({ typed }) =>
      `« ${typed} » ne partage rien : /3, /** par place, //2+5 lignes, /-30 somme.`,
    "no-currency": ({ code }) =>
      `${code} n'est pas une devise connue : usd50, c'est cinquante dollars.`,
    "no-money": ({ typed }) =>
      `« ${typed} » : pas un montant ; 20 ou 17,50 ; Entrée : le reste exact.`,
  },
  option: {
    "no-options": () => "il n'y a pas d'option.",
    "too-many": ({ group, max }) => `${max} au plus pour ${group}.`,
    "no-such-number": ({ number, count, first }) =>
      `pas d'option ${number}, seulement /1 à /${count} ; /1 est ${first}.`,
    "no-such-name": ({ typed, count, first }) =>
      `aucune option ne commence par « ${typed} » : /1 à /${count} ; /1 est ${first}.`,
    which: ({ count, first }) => `quelle option ? /1 à /${count} ; /1 est ${first}.`,
  },
  how: {
    "+": "+ en ajoute un à la ligne, +3 en ajoute trois.",
    "*": "*3 met la ligne à trois ; une quantité va de 1 à 9999.",
    "/": "/2 ou /1/3 prend des options par numéro, /soja une par son nom.",
    "!": "!saumon : épuisé ; !6*saumon : reste six ; !*saumon : en vente, non compté.",
    "=": "=2,80 fixe le prix de la ligne.",
    "-": "-10% ou -2,00 : remise sur la ligne ; --10% ou --2,00 : sur le tout.",
    ":": "Un mot suit le signe : :payer 20, :cuisine, :aide.",
    "<": "<100 reprend un article sans ticket, <3*100 trois ; avec ticket : scannez-le.",
    ";": "; passe à la suite d'après, ;3 à la suite 3 (1 à 9) ; ;0 : chacun la sienne.",
  },
}));
