import { applications } from '../knowledge/applications.js';
import { cloudHosts, serverIssuers, signInContentHosts } from '../knowledge/clouds.js';
import { otherResources } from '../knowledge/other-resources.js';
import { basicSwitches, type Retirement, retirements } from '../knowledge/retirements.js';
import { type Entry, entry, fact } from './entry.js';

/** Microsoft's services: applications, hosts, who vouches for servers, and what is switched off when. */
export function serviceEntries(): Entry[] {
  return [
    ...applications.map((row) =>
      entry('application', row.id, row, {
        also: [row.name],
        facts: [
          ['name', row.name],
          ['role', row.role],
        ],
      }),
    ),
    ...cloudHosts.map((row) =>
      entry('cloud-host', row.host, row, {
        facts: [
          ['cloud', row.cloud],
          ['role', row.role],
        ],
      }),
    ),
    ...signInContentHosts.map((row) =>
      entry('cloud-host', row.host, row, { rules: ['entra-unreachable'], facts: [['role', 'sign-in-content']] }),
    ),
    ...serverIssuers.map((row) =>
      entry('issuer', row.id, row, {
        facts: [
          ['issuer', 'acs'],
          ['cloud', row.cloud],
        ],
      }),
    ),
    ...otherResources.map((row) => entry('other-resource', row.host, row, { facts: [['name', row.product]] })),
    ...retirements.map(retirementEntry),
    ...basicSwitches.map((row) =>
      entry('policy-switch', row.parameter, row, {
        rules: row.protocol === undefined ? [] : ['basic-auth-retired'],
        facts: [['effect', 'basic-allowed'], fact('protocol', row.protocol)],
      }),
    ),
  ];
}

function retirementEntry(row: Retirement): Entry {
  const { what, protocol, begins, ends } = row;
  const days = [begins, ...(ends === undefined ? [] : [ends])];
  return entry('retirement', `${what} ${protocol}`, row, {
    also: [`${protocol} ${what}`, protocol, ...days, ...days.map((day) => day.slice(0, 7))],
    rules: rulesOf(row),
    facts: [['effect', what === 'basic' ? 'basic-ends' : 'protocol-ends'], ['begins', begins], fact('ends', ends)],
  });
}

function rulesOf({ what, protocol }: Retirement): Entry['rules'] {
  if (what === 'basic') return ['basic-auth-retired'];
  return protocol === 'ews' ? ['ews-retirement'] : [];
}
