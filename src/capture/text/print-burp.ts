import type { Mend } from './repair.js';

/**
 * Items that Burp Suite saves: XML with every message in base64, `<response base64="true"><![CDATA[SFRUU…]]></response>`.
 * Becomes the messages. The document type in front declares only names, and is read by nobody.
 *
 * @see https://portswigger.net/burp/documentation/desktop/tools/target/site-map ("Save selected items")
 */
export function undoBurpItems(text: string, mend: Mend): string {
  if (!text.includes('base64="true"')) return text;
  return text.replace(saved, (_whole, _name, encoded: string) => {
    mend('base64-undone');
    return `\n\n${Buffer.from(encoded, 'base64').toString('utf8').replaceAll('\r\n', '\n').trimEnd()}\n\n`;
  });
}

const saved = /<(request|response) base64="true">(?:<!\[CDATA\[)?([A-Za-z0-9+/=\s]{8,})(?:\]\]>)?<\/\1>/g;
