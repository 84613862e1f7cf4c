/**
 * Most texts that the door sweeps are host names, dates, numbers, GUIDs and media types. One walk over their bytes tells
 * that no pass of the sweep can find anything in them: every pattern there needs one of the marks below, most with a
 * certain word before it. In doubt a text is not calm, and is swept. The walk is `isCalm` of `door.wat`.
 */

// By their numbers there; whatever is none of these and no letter or digit either is another mark.
const marked = ['\t\n\v\f\r ', '.', ':>', '=', ',', '%', '+', 'J', '?&#', '@'];
const other = marked.length + 1;

/** The mark of each byte; 0 for letters, digits and the rest of the alphabet of base64. */
export function marks(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => markOf(String.fromCharCode(code)));
}

function markOf(unit: string): number {
  if (/[\w~/-]/.test(unit) && unit !== 'J') return 0;
  const index = marked.findIndex((units) => units.includes(unit));
  return index < 0 ? other : index + 1;
}

/**
 * Names before a separator, by their last three letters, so that one look tells: password passwd passphrase passcode pwd otp
 * otc pin secret token assertion response key canary credential code result cookie cookie2 authorization
 */
export function namesBeforeSecrets(): Uint8Array {
  return endsOf('ord swd ase ode pwd otp otc pin ret ken ion nse key ary ial ult kie ie2');
}

/** Words before a blank, in the same way: bearer basic ntlm negotiate BEGIN SecureString */
export function wordsBeforeSecrets(): Uint8Array {
  return endsOf('rer sic tlm ate gin ing');
}

// Five bits a letter, whatever its case; other signs pass for letters, which only costs time.
function endsOf(list: string): Uint8Array {
  const ends = new Uint8Array(1 << 15);
  for (const word of list.split(' ')) {
    const [first = 0, second = 0, third = 0] = Buffer.from(word);
    ends[((first & 31) << 10) | ((second & 31) << 5) | (third & 31)] = 1;
  }
  return ends;
}
