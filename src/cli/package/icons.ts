import { readPng, type Picture } from './png';

/** Sides in pixels, as Teams asks for them. */
const COLOR_SIDE = 192;
const OUTLINE_SIDE = 32;
/** Programs that draw round to a shade or two beside white. */
const WHITE = 250;
/** Fainter than this nobody sees a colour. */
const VISIBLE = 16;

/** What Teams would refuse or draw badly, in words: the coloured icon fills its square, since Teams rounds the corners itself. */
export function colorIconFaults(name: string, file: Uint8Array): string[] {
  return faultsOf(name, file, COLOR_SIDE, picture =>
    count(picture, alpha => alpha < 255) > 0 ? 'must fill its square: it has transparent parts' : undefined,
  );
}

/** The outline is white on nothing, and Teams colours it. */
export function outlineIconFaults(name: string, file: Uint8Array): string[] {
  return faultsOf(name, file, OUTLINE_SIDE, picture => {
    if (count(picture, alpha => alpha === 0) === 0) return 'must be transparent around its lines';
    if (count(picture, alpha => alpha === 255) === 0) return 'has no line to see';
    const coloured = count(picture, (alpha, darkest) => alpha >= VISIBLE && darkest < WHITE);
    return coloured > 0 ? `must be white alone: ${coloured} of its pixels have a colour` : undefined;
  });
}

function faultsOf(
  name: string,
  file: Uint8Array,
  side: number,
  look: (picture: Picture) => string | undefined,
): string[] {
  if (file.length === 0) return [`${name} is missing beside the manifest`];
  const picture = readPng(file);
  if (!picture) return [`${name} is no PNG with 8 bits a channel, in RGB or RGBA`];
  const { width, height } = picture;
  if (width !== side || height !== side)
    return [`${name} must be ${side} × ${side} pixels; it is ${width} × ${height}`];
  const fault = look(picture);
  return fault === undefined ? [] : [`${name} ${fault}`];
}

function count({ pixels }: Picture, fits: (alpha: number, darkest: number) => boolean): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const darkest = Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    if (fits(pixels[at + 3] ?? 0, darkest)) sum++;
  }
  return sum;
}
