import type { ExportLayout } from '../domain/export';
import type { ExportContent, ExportFile } from './content';
import { csvFiles } from './csv-files';
import { teamsFile } from './teams-file';

/** The files of one layout, the one that most people want first. */
export function exportFiles(content: ExportContent, layout: ExportLayout): ExportFile[] {
  return layout === 'teams' ? [teamsFile(content)] : csvFiles(content);
}
