/** What the bot needs of src/log. */
export interface BotLog {
  debug(event: string, facts?: object): void;
  info(event: string, facts?: object): void;
  warn(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
  mask(id: string | undefined): string | undefined;
}
