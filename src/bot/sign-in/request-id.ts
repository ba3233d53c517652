import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Asker } from '../../domain/sources';

/** Whose request to sign in it is, and where it was sent. */
export interface RequestOf {
  asker: Asker;
  conversation: string;
}

const SHAPE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATED = 8;

/**
 * Ids in the shape of a UUID that say to every instance with the same secret whose request they are, and since when: four bytes of time, four that nobody
 * guesses, and eight that only this secret makes for this person in this conversation.
 */
export function createRequestIds({ secret, now, keptMs }: { secret: string; now: () => number; keptMs: number }) {
  const signed = (stated: Buffer, { asker, conversation }: RequestOf): Buffer => {
    const whose = [asker.tenantId, asker.personId].map(one => one.toLowerCase());
    const said = JSON.stringify(['sign-in request', stated.toString('hex'), ...whose, conversation]);
    return createHmac('sha256', secret).update(said).digest().subarray(0, STATED);
  };

  return {
    make(request: RequestOf): string {
      const stated = Buffer.alloc(STATED);
      stated.writeUInt32BE(Math.floor(now() / 1000));
      randomBytes(4).copy(stated, 4);
      const hex = Buffer.concat([stated, signed(stated, request)]).toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    },
    isOurs(id: string, request: RequestOf): boolean {
      if (!SHAPE.test(id)) return false;
      const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
      const stated = bytes.subarray(0, STATED);
      const age = now() - stated.readUInt32BE() * 1000;
      return age < keptMs && timingSafeEqual(bytes.subarray(STATED), signed(stated, request));
    },
  };
}
