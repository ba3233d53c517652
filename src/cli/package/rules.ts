/** The parts of a manifest that the rules look at; the schema has been through it before. */
interface Manifest {
  version: string;
  validDomains?: string[];
  bots?: { botId: string; commandLists?: { commands: { title: string }[] }[] }[];
  composeExtensions?: {
    botId?: string;
    commands?: {
      id: string;
      type?: 'query' | 'action';
      fetchTask?: boolean;
      parameters?: { name: string }[];
    }[];
    messageHandlers?: { value: { domains?: string[] } }[];
  }[];
  webApplicationInfo?: { id: string };
  authorization?: { permissions?: { resourceSpecific?: { name: string }[] } };
}

/** What Teams refuses although the schema takes it, in words. */
export function ruleFaults(manifest: unknown): string[] {
  const { version, bots = [], composeExtensions = [], webApplicationInfo, ...rest } = manifest as Manifest;
  const faults: string[] = [];
  const rule = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };

  rule(
    !JSON.stringify(manifest).includes('${{'),
    'A placeholder is not one: ${{NAME}} has letters, digits and underscores.',
  );
  rule(/^\d+\.\d+\.\d+$/.test(version), `The version "${version}" is not three numbers with dots.`);
  const botIds = [...bots, ...composeExtensions].flatMap(({ botId }) => botId ?? []);
  for (const id of botIds) rule(!/^[0-]+$/.test(id), 'The id of the bot is zeros alone.');
  rule(new Set(botIds).size <= 1, 'The message extension names another bot than the bot itself.');
  if ((rest.authorization?.permissions?.resourceSpecific?.length ?? 0) > 0)
    rule(
      webApplicationInfo !== undefined && botIds.every(id => id === webApplicationInfo.id),
      'Permissions for a chat or team are granted to webApplicationInfo.id, which is not the bot.',
    );

  for (const { commandLists = [] } of bots)
    for (const { commands } of commandLists)
      for (const title of repeated(commands.map(one => one.title)))
        faults.push(`A list has the command "${title}" twice.`);

  const commands = composeExtensions.flatMap(extension => extension.commands ?? []);
  for (const id of repeated(commands.map(one => one.id))) faults.push(`Two commands have the id "${id}".`);
  for (const { id, type = 'query', fetchTask = false, parameters = [] } of commands) {
    for (const name of repeated(parameters.map(one => one.name)))
      faults.push(`The command "${id}" has the parameter "${name}" twice.`);
    rule(type === 'action' || parameters.length > 0, `The search command "${id}" has no parameter to type into.`);
    rule(type === 'query' || fetchTask || parameters.length > 0, `The action command "${id}" opens nothing.`);
  }

  const domains = composeExtensions.flatMap(({ messageHandlers = [] }) =>
    messageHandlers.flatMap(({ value }) => value.domains ?? []),
  );
  for (const domain of new Set([...domains, ...(rest.validDomains ?? [])]))
    rule(
      /^(?:\*\.)?[a-z0-9.-]+\.[a-z0-9-]+$/i.test(domain),
      `"${domain}" is no domain: no https://, port or path belongs to it.`,
    );
  return faults;
}

function repeated(names: string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) < at))];
}
