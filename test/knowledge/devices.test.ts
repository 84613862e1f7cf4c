import { describe, expect, it } from 'vitest';
import { serverIssuers } from '../../src/knowledge/clouds.js';
import { deviceSigns, signInPlaces } from '../../src/knowledge/devices.js';
import { readResponseHead } from '../../src/parse/read-head.js';

const rows = [...deviceSigns, ...signInPlaces, ...serverIssuers];

describe('what is known of devices', () => {
  it('says where every row comes from', () => {
    expect(rows.filter(({ source, status }) => source === '' || !/^(verified(-2)?|unverified)$/.test(status))).toEqual(
      [],
    );
  });

  it('holds no row twice, and is written in lower case where it is compared', () => {
    const keys = [
      ...deviceSigns.map(({ header, contains = '' }) => `${header} ${contains}`),
      ...signInPlaces.map(({ host = '', path = '' }) => host + path),
      ...serverIssuers.map(({ id }) => id),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key !== key.toLowerCase())).toEqual([]);
  });

  it('names headers that are read', () => {
    const unread = deviceSigns.filter(({ header }) => {
      return readResponseHead(`HTTP/1.1 200 OK\r\n${header}: x`).first(header as 'server') !== 'x';
    });
    expect(unread).toEqual([]);
  });

  it('takes Windows for no device', () => {
    const windows = ['microsoft-iis/10.0', 'microsoft-httpapi/2.0'];
    expect(deviceSigns.filter(({ contains }) => windows.some((name) => contains && name.includes(contains)))).toEqual(
      [],
    );
  });
});
