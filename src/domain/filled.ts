/** Text with something in it beside white space. Called for every field of every record: text that begins with printable ASCII need not be trimmed. */
export function isFilled(text: string | undefined): text is string {
  if (text === undefined) return false;
  const first = text.charCodeAt(0);
  return (first > 32 && first < 127) || text.trim() !== '';
}
