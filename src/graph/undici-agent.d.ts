/** undici's Agent by itself: the whole of undici, with its fetch, caches and mocks, costs 14 MB that we have no use for. */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  export = Agent;
}
