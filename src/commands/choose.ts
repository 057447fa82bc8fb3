// Which targets a command is about, and which folder.
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { PlanOptions, Target } from '../targets/engine/target.js';
import { list } from '../core/text.js';
import { homeFolder, isOnPath, isThere } from '../io/files/home.js';
import { allTargets, loadTarget } from './targets.js';

export interface TargetSelection {
  readonly targets: readonly Target[];
  /** The folder that is edited. */
  readonly folder: string;
  /** How it was found that an agent is there, when all were asked for. */
  readonly detected: readonly Diagnostic[];
  /** Whether a provider that a target cannot take is passed over. */
  readonly skipsUnsupported: boolean;
}

/**
 * @param wanted the id of a target, several with commas between, or `all`: the agents that are installed or configured in a home
 * @throws DiagnosticError `target/unknown`, `target/not-found`
 */
export async function selectTargets(
  wanted: string,
  into: string | undefined,
  { scope = 'user' }: Partial<PlanOptions>,
): Promise<TargetSelection> {
  const home = homeFolder();
  if (wanted === 'all') {
    const folder = into ?? (scope === 'user' ? home : '.');
    const agents = (await allTargets()).filter((target) => target.inHome === true && target.variantOf === undefined);
    const there = agents.flatMap((target) => {
      const sign = signOfInstallation(target, folder, scope, folder === home);
      return sign === undefined ? [] : [{ target, sign }];
    });
    if (there.length === 0)
      throw new DiagnosticError(
        diagnose('target/not-found', `no agent is installed or configured in ${folder}`, {
          hint: 'name one with `-t`; `providersmith targets` lists them',
        }),
      );
    const found = there.map(({ target, sign }) => diagnose('target/found', `${target.title}: ${sign}`));
    return { targets: there.map(({ target }) => target), folder: folder, detected: found, skipsUnsupported: true };
  }
  const ids = wanted.split(',').map((id) => id.trim());
  if (ids.includes('all'))
    throw new DiagnosticError(
      diagnose('target/unknown', '`all` stands for several targets, and not beside others', { hint: 'say `-t all` alone' }),
    );
  const targets = await Promise.all(ids.map(loadTarget));
  const homeless = targets.filter((target) => target.inHome !== true || scope === 'project');
  if (into === undefined && homeless.length > 0 && homeless.length < targets.length) {
    const message = `${list(targets.map(({ id }) => id))} have their files in different folders`;
    throw new DiagnosticError(diagnose('target/not-found', message, { hint: 'apply them one by one' }));
  }
  return { targets, folder: into ?? (homeless.length === 0 ? home : '.'), detected: [], skipsUnsupported: false };
}

/** By what one sees that an agent is there: its file, the folder of its files, or its command. */
function signOfInstallation(
  { files, projectFiles = [], commands = [] }: Target,
  folder: string,
  scope: PlanOptions['scope'],
  isHome: boolean,
): string | undefined {
  if (scope === 'project') {
    const file = projectFiles.find((path) => isThere(folder, path));
    return file && `${file} is there`;
  }
  for (const file of files) {
    // The folder of the agent, which may hold other folders: `.claude`, `.config/goose`.
    const steps = file.split('/').slice(0, -1);
    const own = steps.slice(0, steps[0] === '.config' || steps[0] === '.local' ? 2 : 1).join('/');
    if (own === '' ? isThere(folder, file) : own !== '.config' && isThere(folder, own)) return `${own === '' ? file : own} is there`;
  }
  const command = isHome ? commands.find(isOnPath) : undefined;
  return command === undefined ? undefined : `\`${command}\` is installed`;
}
