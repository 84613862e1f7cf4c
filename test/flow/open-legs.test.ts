import { describe, expect, it } from 'vitest';
import { signInLegsOf } from '../../src/flow/sign-in-legs.js';
import { authorizeDenied, prompt } from '../support/dance.js';
import { grantRevoked } from '../support/sentences.js';
import {
  accessToken,
  authorizeUrl,
  type Exchange,
  observations,
  tokenDenied,
  tokenIssued,
  traffic,
} from '../support/traffic.js';

const office = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
const telephone = '27922004-5251-4030-b22d-91ecd9a37ea4';
const fabrikam = 'https://mail.fabrikam.com/';
const quarter = 15 * 60;

/** Ids of each leg, and the host that it asks for. */
const shape = (...exchanges: readonly Exchange[]) =>
  signInLegsOf(observations(traffic(...exchanges))).map(({ observations: members, resourceHost }) => [
    members.map(({ transaction }) => transaction.id).join(' '),
    resourceHost,
  ]);
/** A request of this application that names no resource. */
const nameless = (client: string | undefined, own: Exchange = {}): Exchange => ({
  ...prompt(),
  url: `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code${client ? `&client_id=${client}` : ''}`,
  ...own,
});
const denied = (resource?: string, own: Exchange = {}): Exchange => ({
  ...tokenDenied(50173, grantRevoked, 'invalid_grant', resource),
  ...own,
});
/** What it asked for cannot be seen; what its connection goes on with can. */
const unseen = (connection: string, own: Exchange = {}): Exchange => {
  const { requestBody: _none, ...rest } = tokenDenied(50173, grantRevoked);
  return { ...rest, connection, absent: ['request-body'], ...own };
};
const host = 'mail.contoso.com';
const other = 'mail.fabrikam.com';

describe('a request that names its resource', () => {
  it.each<[string, readonly Exchange[], unknown[]]>([
    ['goes on with the leg of that resource', [prompt(), denied()], [['1 2', host]]],
    [
      'of another resource begins a leg',
      [prompt(), denied(fabrikam)],
      [
        ['1', host],
        ['2', other],
      ],
    ],
    [
      'goes on with the newest of two',
      [denied(), denied(undefined, { at: 901 }), prompt({ at: 902 })],
      [
        ['1', host],
        ['2 3', host],
      ],
    ],
    [
      'begins a leg behind a token',
      [tokenIssued(accessToken()), denied()],
      [
        ['1', host],
        ['2', host],
      ],
    ],
    [
      'begins a leg after more than a quarter of an hour',
      [prompt(), denied(undefined, { at: quarter + 1 })],
      [
        ['1', host],
        ['2', host],
      ],
    ],
    ['goes on after a quarter of an hour', [prompt(), denied(undefined, { at: quarter })], [['1 2', host]]],
    ['gives its name to the page that named none', [nameless(office), denied()], [['1 2', host]]],
    [
      'does not give it to the page of another application',
      [nameless(telephone), denied()],
      [
        ['1', undefined],
        ['2', host],
      ],
    ],
    [
      'gives it to the newest such page',
      [nameless(office), nameless(office, { at: 901 }), denied(undefined, { at: 902 })],
      [
        ['1', undefined],
        ['2 3', host],
      ],
    ],
    [
      'does not give it to a page too long ago',
      [nameless(office), denied(undefined, { at: quarter + 1 })],
      [
        ['1', undefined],
        ['2', host],
      ],
    ],
    [
      'gives it once: the next resource is another leg',
      [nameless(office), denied(), denied(fabrikam)],
      [
        ['1 2', host],
        ['3', other],
      ],
    ],
    [
      'goes on while no silence in it is longer',
      [prompt(), prompt({ at: 800 }), denied(undefined, { at: 1600 })],
      [['1 2 3', host]],
    ],
    [
      'goes on with the leg of its resource before a page that named none',
      [nameless(office), prompt({ url: authorizeUrl().replace(office, telephone) }), denied()],
      [
        ['1', undefined],
        ['2 3', host],
      ],
    ],
  ])('%s', (_what, exchanges, expected) => {
    expect(shape(...exchanges)).toEqual(expected);
  });
});

describe('a request that names no resource', () => {
  it.each<[string, readonly Exchange[], unknown[]]>([
    ['goes on with the leg of its application', [prompt(), nameless(office)], [['1 2', host]]],
    [
      'goes on with the leg on its connection',
      [prompt({ connection: 'c1' }), nameless(undefined, { connection: 'c1' })],
      [['1 2', host]],
    ],
    [
      'is not of another connection',
      [prompt({ connection: 'c1' }), nameless(undefined, { connection: 'c2' })],
      [
        ['1', host],
        ['2', undefined],
      ],
    ],
    [
      'is not of another application',
      [prompt(), nameless(telephone)],
      [
        ['1', host],
        ['2', undefined],
      ],
    ],
    [
      'stands alone where its application has two',
      [prompt(), prompt({ url: authorizeUrl(fabrikam) }), nameless(office)],
      [
        ['1', host],
        ['2', other],
        ['3', undefined],
      ],
    ],
    [
      'stands alone where application and connection are of two',
      [prompt({ connection: 'c1' }), nameless(telephone, { connection: 'c2' }), nameless(office, { connection: 'c2' })],
      [
        ['1', host],
        ['2', undefined],
        ['3', undefined],
      ],
    ],
    [
      'goes on where one of two has its token',
      [prompt({ url: authorizeUrl(fabrikam) }), tokenIssued(accessToken()), nameless(office)],
      [
        ['1 3', other],
        ['2', host],
      ],
    ],
    [
      'goes on where one of two is long over',
      [prompt({ url: authorizeUrl(fabrikam) }), prompt({ at: quarter }), nameless(office, { at: quarter + 1 })],
      [
        ['1', other],
        ['2 3', host],
      ],
    ],
    [
      'stands alone after more than a quarter of an hour',
      [prompt(), nameless(office, { at: quarter + 1 })],
      [
        ['1', host],
        ['2', undefined],
      ],
    ],
    [
      'of no application, on no connection, stands alone',
      [nameless(undefined), nameless(undefined)],
      [
        ['1', undefined],
        ['2', undefined],
      ],
    ],
    [
      'is of the connection that its leg came to later',
      [prompt({ connection: 'c1' }), prompt({ connection: 'c2' }), nameless(undefined, { connection: 'c2' })],
      [['1 2 3', host]],
    ],
  ])('%s', (_what, exchanges, expected) => {
    expect(shape(...exchanges)).toEqual(expected);
  });
});

it('a leg that names no resource is known by the token that it gets', () => {
  const { requestBody: _none, ...issued } = tokenIssued(accessToken({ aud: ['an id', 'https://Mail.contoso.com/'] }));
  expect(shape(issued)).toEqual([['1', host]]);
});

describe('a request whose body was not seen', () => {
  it.each<[string, readonly Exchange[], unknown[]]>([
    ['is of what its connection asks for next', [unseen('c1'), prompt({ connection: 'c1' })], [['1 2', host]]],
    [
      'is not of what another connection asks for',
      [unseen('c1'), prompt({ connection: 'c2' })],
      [
        ['1', undefined],
        ['2', host],
      ],
    ],
    [
      'is not of what asks without a connection',
      [unseen('c1'), prompt()],
      [
        ['1', undefined],
        ['2', host],
      ],
    ],
    [
      'is one with the next of its connection',
      [unseen('c1'), unseen('c1'), prompt({ connection: 'c1' })],
      [['1 2 3', host]],
    ],
    [
      'is of nothing too long after it',
      [unseen('c1'), prompt({ connection: 'c1', at: quarter + 1 })],
      [
        ['1', undefined],
        ['2', host],
      ],
    ],
    [
      'is of the first resource alone',
      [unseen('c1'), prompt({ connection: 'c1' }), denied(fabrikam, { connection: 'c1' })],
      [
        ['1 2', host],
        ['3', other],
      ],
    ],
    [
      'of a leg that another application began is of that',
      [nameless(telephone, { connection: 'c1' }), unseen('c1'), prompt({ connection: 'c1' })],
      [
        ['1 2', undefined],
        ['3', host],
      ],
    ],
    [
      'is of what a nameless request before it asks for next',
      [nameless(undefined, { connection: 'c1' }), unseen('c1'), prompt({ connection: 'c1' })],
      [['1 2 3', host]],
    ],
    [
      'is one of two of its connection: whose the next resource is nobody knows',
      [
        prompt({ connection: 'c2' }),
        unseen('c1'),
        prompt({ connection: 'c1' }),
        unseen('c1'),
        denied(fabrikam, { connection: 'c1' }),
      ],
      [
        ['1 3', host],
        ['2', undefined],
        ['4', undefined],
        ['5', other],
      ],
    ],
  ])('%s', (_what, exchanges, expected) => {
    expect(shape(...exchanges)).toEqual(expected);
  });
});

it('legs stand in the order in which they began, whenever they got their name', () => {
  const late = [nameless(telephone), denied(fabrikam), authorizeDenied('access_denied', 'AADSTS65004: declined')];
  expect(shape(...late)).toEqual([
    ['1', undefined],
    ['2', other],
    ['3', host],
  ]);
});
