/** Why a till is not revoked, and nothing of it thrown away, in each language. */

interface Named {
  readonly name: string;
}

export const deviceRefusals = {
  en: {
    "pin/no-pepper": () =>
      "What PINs are checked by isn't at this till yet: set it at another till, or connect this one first.",
    "device/not-admitted": () =>
      "Who let this till in counts no more, nor does this till: sell on another one, and let it in anew.",
    "device/already-revoked": ({ name }: Named) => `${name} is revoked already, for ever.`,
    "device/not-revoked": ({ name }: Named) =>
      `Nothing of ${name} is thrown away while it belongs to the shop: revoke it first.`,
  },
  de: {
    "pin/no-pepper": () =>
      "Womit PINs geprüft werden, ist noch nicht an dieser Kasse: PIN an einer anderen Kasse setzen, oder diese zuerst verbinden.",
    "device/not-admitted": () =>
      "Wer diese Kasse aufnahm, zählt nicht mehr: eine andere nehmen, diese neu aufnehmen.",
    "device/already-revoked": ({ name }: Named) => `${name} ist schon ausgeschlossen, für immer.`,
    "device/not-revoked": ({ name }: Named) =>
      `Von ${name} wird erst verworfen, wenn sie ausgeschlossen ist.`,
  },
  fr: {
    "pin/no-pepper": () =>
      "Ce qui vérifie les codes PIN n'est pas encore sur cette caisse : à faire sur une autre caisse, ou la connecter d'abord.",
    "device/not-admitted": () =>
      "Qui a admis cette caisse ne compte plus : vendez sur une autre, admettez celle-ci à nouveau.",
    "device/already-revoked": ({ name }: Named) => `${name} est déjà exclue, pour toujours.`,
    "device/not-revoked": ({ name }: Named) =>
      `Rien de ${name} n'est jeté tant qu'elle est du magasin : excluez-la d'abord.`,
  },
  es: {
    "pin/no-pepper": () =>
      "Lo que comprueba los PIN aún no está en esta caja: hágalo en otra caja, o conecte esta primero.",
    "device/not-admitted": () =>
      "Quien admitió esta caja ya no cuenta: venda en otra y vuelva a admitir esta.",
    "device/already-revoked": ({ name }: Named) => `${name} ya está excluida, para siempre.`,
    "device/not-revoked": ({ name }: Named) =>
      `No se tira nada de ${name} mientras sea de la tienda: exclúyala primero.`,
  },
};
