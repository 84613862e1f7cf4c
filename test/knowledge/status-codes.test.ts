import { describe, expect, it } from 'vitest';
import { statusCodes } from '../../src/knowledge/status-codes.js';

describe('what is known of status codes', () => {
  it('says where every row comes from', () => {
    const bare = statusCodes.filter(({ source, status }) => {
      return source === '' || !/^(verified(-2)?|unverified)$/.test(status);
    });
    expect(bare).toEqual([]);
  });

  it('has one row for a code and a protocol, in the order of the codes', () => {
    const keys = statusCodes.map(({ code, protocol = '' }) => `${code} ${protocol}`);
    expect(new Set(keys).size).toBe(keys.length);
    const codes = statusCodes.map(({ code }) => code);
    expect(codes).toEqual([...codes].sort((a, b) => a - b));
  });

  it('calls an outage or a limit what devices answer, too', () => {
    const exchangeAlone = statusCodes.filter(({ meaning, fromDevice }) => {
      return (meaning === 'outage' || meaning === 'limit') && !fromDevice;
    });
    expect(exchangeAlone).toEqual([]);
  });
});
