import type { Status } from './clouds.js';

/** A host whose service principal belongs to another Microsoft product, with everything below it. */
export interface OtherResource {
  readonly host: string;
  readonly product: string;
  readonly source: string;
  readonly status: Status;
}

const common = 'general knowledge';
const national = 'Microsoft Graph, national cloud deployments';

/** Resources that people ask tokens for beside Exchange's. */
export const otherResources: readonly OtherResource[] = [
  row('graph.microsoft.com', 'Microsoft Graph', national),
  row('graph.microsoft.us', 'Microsoft Graph', national),
  row('microsoftgraph.chinacloudapi.cn', 'Microsoft Graph', national),
  row('sharepoint.com', 'SharePoint'),
  row('sharepoint.us', 'SharePoint'),
  row('sharepoint.cn', 'SharePoint'),
  row('dynamics.com', 'Dynamics 365'),
  row('windows.net', 'Azure'),
  row('azure.com', 'Azure'),
  row('azure.net', 'Azure'),
  row('visualstudio.com', 'Azure DevOps'),
  row('powerbi.com', 'Power BI'),
  row('powerapps.com', 'Power Apps'),
  row('aadrm.com', 'Microsoft Purview Information Protection'),
  row('o365syncservice.com', 'Microsoft Purview Information Protection'),
  row('skype.com', 'Skype'),
  row('lync.com', 'Skype for Business'),
  row('teams.microsoft.com', 'Microsoft Teams'),
  row('manage.office.com', 'Office 365 Management APIs'),
  row('officeapps.live.com', 'Microsoft 365 apps'),
];

function row(host: string, product: string, source = common): OtherResource {
  return { host, product, source, status: source === common ? 'unverified' : 'verified' };
}
