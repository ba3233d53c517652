import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Env } from '../../config/reader';
import type { Streams } from '../terminal';
import { readCall, USAGE, type Call } from './call';
import { colorIconFaults, outlineIconFaults } from './icons';
import { filled, placeholdersOf } from './placeholders';
import { ruleFaults } from './rules';
import { faultText, problemText, wroteText } from './report';
import { schemaFaults } from './schema';
import { readValues, type ValueSource } from './values';
import { zip } from './zip';

const FOLDER = 'appPackage';

/** Fills appPackage/manifest.json and zips it with its icons, or says everything that keeps it from that. Resolves to the exit code. */
export async function runPackage(argv: string[], env: Env, root: string, { out, err }: Streams): Promise<number> {
  const call = readCall(argv);
  if (call === 'help') {
    out.write(`${USAGE}\n`);
    return 0;
  }
  if ('fault' in call) {
    err.write(`${call.fault}\n\n${USAGE}\n`);
    return 1;
  }
  const template = readFileSync(join(root, FOLDER, 'manifest.json'), 'utf8');
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const { values, faults } = readValues(placeholdersOf(template), sourcesOf(call, env, root), project);
  if (faults.length > 0) {
    err.write(faultText(call.env, faults));
    return 1;
  }

  const manifest = filled(JSON.parse(template), name => values.get(name)?.value ?? '') as {
    icons?: { color?: string; outline?: string };
  };
  const problems = await schemaFaults(manifest);
  // What is not even a manifest has no commands to look at.
  if (problems.length === 0) problems.push(...ruleFaults(manifest));
  const icons = { color: manifest.icons?.color ?? 'color.png', outline: manifest.icons?.outline ?? 'outline.png' };
  const color = readIcon(root, icons.color);
  const outline = readIcon(root, icons.outline);
  problems.push(...colorIconFaults(icons.color, color), ...outlineIconFaults(icons.outline, outline));
  if (problems.length > 0) {
    err.write(problemText(problems));
    return 1;
  }

  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    [icons.color]: color,
    [icons.outline]: outline,
  };
  const bytes = await zip(files);
  const file = resolve(root, call.out);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  out.write(wroteText({ file: call.out, bytes: bytes.length, files, values }));
  return 0;
}

/** Nearest first: the process, what one keeps to oneself (git ignores it), what all share. */
function sourcesOf({ env: name }: Call, env: Env, root: string): ValueSource[] {
  const files = [`env/.env.${name}.user`, `env/.env.${name}`];
  return [
    { name: 'the environment', values: env },
    ...files.map(file => ({ name: file, values: readEnvFile(join(root, file)) })),
  ];
}

function readEnvFile(path: string): Env {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** No bytes where it is not beside the manifest: then it is no picture either. */
function readIcon(root: string, name: string): Buffer {
  const path = join(root, FOLDER, basename(name));
  return name === basename(name) && existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}
