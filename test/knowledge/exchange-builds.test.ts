import { describe, expect, it } from 'vitest';
import {
  compareBuilds,
  exchangeBuilds,
  exchangeMilestones,
  exchangeSupport,
  milestoneOf,
  productOf,
  releaseOf,
  supportOf,
  versionOf,
} from '../../src/knowledge/exchange-builds.js';

describe('the builds of Exchange', () => {
  it('stand once each, of four numbers, in order, under the product that their numbers say', () => {
    const builds = exchangeBuilds.map(({ build }) => build);
    expect(new Set(builds).size).toBe(builds.length);
    expect(builds.filter((build) => !/^15\.\d\.\d{3,4}\.\d+$/.test(build))).toEqual([]);
    expect(builds).toEqual([...builds].sort(compareBuilds));
    expect(exchangeBuilds.filter(({ build, product }) => productOf(build) !== product)).toEqual([]);
  });

  it('say where every row comes from', () => {
    const rows = [...exchangeBuilds, ...exchangeMilestones, ...exchangeSupport];
    expect(rows.filter(({ source, status }) => source === '' || !/^(verified(-2)?|unverified)$/.test(status))).toEqual(
      [],
    );
  });

  it('have updates in order, each higher than its release', () => {
    const wrong = exchangeBuilds.filter(({ build, updates }) => {
      const lasts = updates.map(([, last]) => last);
      return lasts.some((last, index) => last <= (lasts[index - 1] ?? Number(build.split('.')[3]) - 1));
    });
    expect(wrong.map(({ build }) => build)).toEqual([]);
  });

  it('have a release day where they come from a list', () => {
    const rows = exchangeBuilds.filter(
      ({ status, released }) => (status === 'verified') !== /^\d{4}-\d\d-\d\d$/.test(released ?? ''),
    );
    expect(rows).toEqual([]);
  });

  it('know what each product needs, and how long it is supported', () => {
    for (const { product } of exchangeBuilds) {
      expect(milestoneOf('hma', product)).toBeDefined();
      expect(supportOf(product)).toBeDefined();
    }
    expect(exchangeMilestones.filter(({ build, product }) => productOf(build) !== product)).toEqual([]);
  });
});

describe('a build', () => {
  it.each([
    ['15.0.1497.2', '2013', 'CU23'],
    ['15.1.2507.6', '2016', 'CU23'],
    ['15.1.2507.66', '2016', 'CU23'],
    ['15.2.1748.43', '2019', 'CU15'],
    ['15.02.2562.045', 'se', 'RTM'],
    ['15.2.9999.1', 'se', undefined],
    ['14.3.513.0', '2010', undefined],
    ['8.3.83.6', '2007', undefined],
    ['15.20.485.0', undefined, undefined],
    ['16.0.1.1', undefined, undefined],
  ])('%s is of %s, %s', (build, product, release) => {
    expect(productOf(build)).toBe(product);
    expect(releaseOf(build.split('.').map(Number).join('.'))?.release).toBe(release);
  });

  it.each([
    ['15.1.2507.6', 'CU23'],
    ['15.1.2507.66', 'CU23 Feb26SU'],
    ['15.02.2562.020', 'RTM Aug25SU'],
    ['15.2.2562.45', 'RTM'],
    ['15.2.9999.1', undefined],
  ])('%s is called %s', (build, version) => {
    expect(versionOf(build)).toBe(version);
  });

  it('is compared number by number', () => {
    expect(compareBuilds('15.1.1415.2', '15.1.225.42')).toBeGreaterThan(0);
    expect(compareBuilds('15.01.0225.042', '15.1.225.42')).toBe(0);
    expect(compareBuilds('15.1.2507.6', '15.1.2507.61')).toBeLessThan(0);
  });
});
