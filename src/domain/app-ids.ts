/** Rollcall as Microsoft Entra knows it: what the steps of a problem card have filled in. */
export interface AppIds {
  /** The application (client) id that reads Graph. */
  id: string;
  tenantId: string;
  cloud: 'global' | 'usgov' | 'usgovDod' | 'china';
  /** Where Entra signs in: an origin. */
  authority: string;
  /** In whose name Graph is read for people. */
  reads: 'app' | 'person';
}
