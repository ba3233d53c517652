import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A key and a certificate that vouches for itself, for servers on this machine; made anew in each process, kept nowhere. */
export interface SelfSigned {
  /** PEM. */
  certificate: string;
  /** PEM, PKCS #8. */
  key: string;
  publicKey: KeyObject;
  /** SHA-256 of the certificate, as `x5t#S256` has it. */
  thumbprint: string;
}

const DAY = 86_400_000;

/** One ASN.1 value: tag, length, contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const set = (...parts: Buffer[]) => der(0x31, ...parts);
const tagged = (number: number, ...parts: Buffer[]) => der(0xa0 + number, ...parts);
const octets = (...parts: Buffer[]) => der(0x04, ...parts);
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
const text = (value: string) => der(0x0c, Buffer.from(value));
const time = (at: number) => der(0x18, Buffer.from(new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')));
const id = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

const SHA256_WITH_RSA = sequence(id('2a864886f70d01010b'), der(0x05));
const COMMON_NAME = id('550403');
const ALTERNATIVE_NAMES = id('551d11');
const BASIC_CONSTRAINTS = id('551d13');
const YES = der(0x01, Buffer.from([255]));

export function makeCertificate(name = 'rollcall tests'): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const who = sequence(set(sequence(COMMON_NAME, text(name))));
  // IP address 127.0.0.1, and the name localhost.
  const names = sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')));
  const body = sequence(
    tagged(0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    SHA256_WITH_RSA,
    who,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      3,
      sequence(sequence(BASIC_CONSTRAINTS, YES, octets(sequence(YES))), sequence(ALTERNATIVE_NAMES, octets(names))),
    ),
  );
  const whole = sequence(body, SHA256_WITH_RSA, bits(sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g)!;
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey,
    thumbprint: createHash('sha256').update(whole).digest('base64url'),
  };
}
