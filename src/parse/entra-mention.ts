/** People write of errors that they do not have: those that are gone, and those that an article warns of. */

// "It was not AADSTS50011 after all", "we see no longer the error AADSTS50011"
const denial =
  /\b(?:not|never|no (?:longer|more)|without|(?:is|was)n['’]t|nicht|kein(?:en?)?|pas) {1,3}(?:(?:an?|the|der|die|den) )?(?:error |Fehler )?$/i;
// In Japanese it stands behind: "AADSTS50011 ではありませんでした", "AADSTS50011 は発生しなくなりました".
const denialBehind =
  /^AADSTS\d{4,7}[」』"”]? ?(?:エラー|のエラー)?(?:では(?:ありません|なく|ない)|は(?:もう|すでに|既に)?(?:(?:出て|発生して|起きて)いません|(?:出|発生し|起き)な(?:く|い)|解消|解決))/;
// "If AADSTS50001 comes", "the article names AADSTS50001"
const supposition =
  /\b(?:if|whether|unless|for example|e\.g\.|such as|articles?|documentation|docs|blog|wenn|falls|zum Beispiel|Artikel|Dokumentation|si|documentación)\b|もし|例えば|たとえば|記事|ドキュメント/i;

/**
 * Is the code at the beginning of this text only talked about? What Entra ID says itself stands behind a colon, and is always
 * believed, unless somebody denies it.
 *
 * @param text - From the code on.
 * @param before - Up to 160 characters in front of it.
 */
export function isTalkedAbout(text: string, before: string): boolean {
  if (denial.test(before) || denialBehind.test(text)) return true;
  if (!/^AADSTS\d{4,7}(?!\d)/.test(text) || /^AADSTS\d{4,7}[*_`"'’”]{0,4}[ \t]{0,4}[:：]/.test(text)) return false;
  return supposition.test(sameSentence(before)) || /^AADSTS\d{4,7}[^。\n]{0,20}場合/.test(text);
}

function sameSentence(before: string): string {
  return before.split(/[.!?](?=\s)|[。！？\n]/).at(-1) ?? '';
}
