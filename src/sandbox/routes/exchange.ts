import type { SubscriptionDesk } from '../subscriptions/desk';
import type { World } from '../world/world';
import type { Caller, GraphRequest } from './request';

/** What every route works with. */
export interface Exchange {
  request: GraphRequest;
  caller: Caller;
  world: World;
  subscriptions: SubscriptionDesk;
  now: number;
  /** `http://127.0.0.1:4321` */
  root: string;
  pageSize: number;
}
