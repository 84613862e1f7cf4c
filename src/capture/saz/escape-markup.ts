const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML does not know, and those that turn the direction of writing. */
export const notMarkup = /[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * Text for XML and HTML, in elements and in quoted attributes. What comes from the wire is hostile: what
 * must not stand there becomes U+FFFD.
 */
export function escapeMarkup(text: string): string {
  return text.replace(notMarkup, '\uFFFD').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
