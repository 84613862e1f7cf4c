import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { TrustStep } from './plans.js';

const exchange = (v: Values) => v.host ?? 'Exchange';

/** What broke and what it means, in English. */
export const rules = {
  'invalid-signature': {
    title: (v) => {
      const server = given(v.server, (name) => ` (server ${name})`);
      if (v.kind === 'certificate')
        return `${exchange(v)}${server} does not have the certificate that signed the token.`;
      if (v.kind === 'assertion')
        return `${v.host ?? 'Entra ID'} could not check the signature with which a server asked for a token${given(v.code, (code) => ` (${errorCode(code)})`)}.`;
      if (v.kind === 'no-certificate')
        return `${v.host ?? 'The calling Exchange'}${server} has no certificate to sign its tokens with.`;
      return `${exchange(v)}${server} could not check the signature of the token${given(v.issuer, (issuer) => ` from ${issuer}`)}.`;
    },
    meaning: (v) => {
      if (v.kind === 'certificate')
        return 'The token was signed with the Auth certificate of the organization, and this server does not hold it, or holds an older one.';
      if (v.kind === 'assertion')
        return 'A server signs its request for a token with the Auth certificate of the organization. Entra ID does not know this key: after a renewal it has to be uploaded again.';
      if (v.kind === 'no-certificate')
        return 'Before it asks, a server signs with the Auth certificate of the organization (Get-AuthConfig). It is not on this server, was deleted, or has expired, so no request was sent at all.';
      if (v.kind === 'online')
        return 'Exchange Online does not know the key with which the token was signed. For a call from your own servers, that is the Auth certificate: after a renewal it has to be uploaded again.';
      if (v.kind === 'adfs')
        return 'AD FS signs with a certificate that Exchange has not read yet: mostly the token-signing certificate of AD FS was renewed.';
      return 'The signing keys of the issuer change from time to time. Exchange reads them from the metadata of its AuthServer every few hours; these are out of date, or the AuthServer is not the right one.';
    },
    next: () =>
      'If fresh keys do not help, see whether a device or a script on the way alters the token: one changed letter is enough.',
  },
  'invalid-issuer': {
    title: (v) => {
      const from = given(v.issuer, (issuer) => ` from ${issuer}`);
      if (v.kind === 'foreign-tenant')
        return `${given(v.user, (user) => `${user} signed in, but `) || 'The user signed in, but '}${exchange(v)} does not belong to tenant ${v.tenant ?? 'of that account'}.`;
      if (v.kind === 'not-configured')
        return `No AuthServer of the calling Exchange is one that ${v.host ?? 'the other side'} trusts.`;
      if (v.kind === 'cloud') return `${exchange(v)} refused a token of another cloud${from}.`;
      if (v.kind === 's2s')
        return `${exchange(v)} does not trust the issuer of the server-to-server token${given(v.issuer, (issuer) => `, ${issuer}`)}.`;
      return `${exchange(v)} does not know the issuer of the token${given(v.issuer, (issuer) => `, ${issuer}`)}.`;
    },
    meaning: (v) => {
      const trusted = given(v.trusted, (tenants) => ` The challenge names tenant ${tenants}.`);
      if (v.kind === 'foreign-tenant')
        return `The token comes from another tenant than the one that this Exchange is connected to.${trusted} Mostly the wrong account was picked silently.`;
      if (v.kind === 'not-configured')
        return 'Before it asks, a server looks for an issuer that both sides know. There is none: the AuthServer belongs to another cloud or tenant than the other side.';
      if (v.kind === 'cloud')
        return `The issuer belongs to another Microsoft cloud than the one to which the challenge sends users.${trusted} The client signed in at the wrong place.`;
      if (v.kind === 's2s')
        return `Servers are vouched for by ACS, and ACS is trusted for one tenant through an AuthServer of its own. It is missing, disabled, or a later run of the Hybrid Configuration wizard for a second tenant has overwritten it.${trusted} Outlook's own sign-in does not depend on it.`;
      if (v.kind === 'online')
        return "Exchange Online takes users' tokens of Entra ID, and tokens between servers whose tenant it knows. The account, or the AuthServer of the calling server, belongs to another tenant or cloud.";
      if (v.kind === 'adfs')
        return 'The token comes from AD FS, and there is no enabled AuthServer of the type ADFS for this issuer. Where users are meant to sign in at Entra ID, it is AD FS that is out of place.';
      if (v.kind === 'user')
        return `Users' tokens are trusted through the AuthServer of the type AzureAD (EvoSTS), which is missing, disabled, or set for another tenant.${trusted} What trusted_issuers lists is ACS, for servers: it proves nothing here.`;
      return `Exchange trusts issuers through its AuthServers, and none of them fits.${trusted}`;
    },
    next: (v) =>
      v.kind === 'foreign-tenant' || v.kind === 'cloud'
        ? 'Find the sign-in in the sign-in log of the tenant that the token names: it shows the account and the program.'
        : 'If an AuthServer with this issuer is there and enabled, refresh its metadata and restart IIS on the server that refused.',
  },
  'invalid-tenant': {
    title: (v) =>
      v.kind === 'claim-missing' || v.kind === 'consumer'
        ? `${exchange(v)} cannot tell from the token which tenant${given(v.user, (user) => ` ${user}`)} belongs to.`
        : `${exchange(v)} does not know the tenant of the token${given(v.tenant, (tenant) => `, ${tenant}`)}.`,
    meaning: (v) => {
      if (v.kind === 'domain')
        return 'The other server names its organization by a domain. Exchange looks for an accepted domain of exactly this name; a wildcard such as *.contoso.com does not count.';
      if (v.kind === 'online')
        return 'The account is real, but its tenant has no organization in Exchange Online: no licence with a mailbox, or the wrong account.';
      if (v.kind === 'consumer') return 'A token for a personal mailbox carries a tenant, which it must not.';
      if (v.kind === 'claim-missing') return 'The token has no tid claim, so no organization can be found for it.';
      return 'The issuer is trusted, but this organization has no tenant or domain of that name.';
    },
    next: () => 'Compare the tenant in the token with Get-AuthServer (Realm) and Get-AcceptedDomain.',
  },
  'unknown-application': {
    title: (v) =>
      `${exchange(v)} does not know the application that calls${given(v.name ?? v.application, (name) => `, ${name}`)}${given(v.name && v.application, (id) => ` (${id})`)}.`,
    meaning: () =>
      'Programs and servers that call Exchange with tokens of their own are listed as partner applications. This one is missing there, or disabled.',
    next: () => 'If it is listed and enabled, compare its Realm with the tenant of the token.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'add-accepted-domain':
    'Make the domain an accepted domain of its own, of the same type (DomainType) as the wildcard that covers it now: the type decides what becomes of mail to unknown recipients.',
  'add-partner':
    'If it is missing: for a hybrid organization run the Hybrid Configuration wizard again, for Skype for Business or SharePoint its own integration script. Any other program is not meant to call this Exchange with tokens of its own.',
  'compare-clouds':
    'See that sign-in, AuthServer and the other side are of one cloud (worldwide, US government, China), and correct the one that is not.',
  'enable-auth-server': 'If the AuthServer with this issuer is there but disabled, enable it.',
  'enable-partner': 'If it is there but disabled, enable it.',
  'give-whole-tenant': 'Have the program ask for a token of the organization, with its tenant in the sign-in address.',
  'license-tenant':
    'Give the account a mailbox in Exchange Online, or sign in with an account of the tenant that has one.',
  'refresh-metadata': 'Have Exchange read the signing keys of all its AuthServers again. This changes nothing else.',
  'renew-auth-certificate':
    'Import the Auth certificate, with its private key, on the server that lacks it; if it has expired, renew it for the organization.',
  'run-wizard-for-tenant':
    'If it is missing or cannot be set right, run the Hybrid Configuration wizard again for this tenant: it creates it. Mind that a run for a second tenant may overwrite the first.',
  'see-accepted-domains': 'See which domains the organization accepts.',
  'see-adfs-certificate': 'On AD FS, see when the token-signing certificate changed.',
  'see-signing-certificate': 'See which certificate the organization signs with, and whether the server has it.',
  'see-caller-keys': 'See with which certificate your servers sign, and when it changed.',
  'see-hybrid-application':
    'See as which application your servers call Exchange Online, and whether it is there in Entra ID.',
  'see-metadata': 'See which AuthServers there are and where each reads its keys.',
  'see-outbound':
    'See that every server can reach these addresses; where there is no direct way to the internet, InternetWebProxy has to be set.',
  'see-partners': 'See the partner applications.',
  'serve-second-tenant':
    'Only if users of this tenant are meant to sign in here: it needs an AuthServer with its own DomainName, and the service principal names in that tenant too.',
  'test-oauth-on-premises': 'In the Exchange Management Shell on-premises, test the connection.',
  'wait-for-keys': 'Wait about 15 minutes, or restart IIS on the servers, for the new keys to be used.',
} as const satisfies StepSentences<TrustStep>;
