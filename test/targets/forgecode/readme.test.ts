import { expect, it } from 'vitest';
import { forgecodeView } from '../../support/forgecode.js';
import { readmeBlock, readmeEdit } from '../../../src/targets/forgecode/readme.js';

it('The README gets no block without a key variable, or if `targets.forgecode.readme` is false', () => {
  expect(readmeEdit(forgecodeView())).toMatchObject({ optional: true, steps: [{ key: 'Acme', unique: 'ACME_API_KEY=' }] });
  expect(readmeEdit(forgecodeView({ auth: [{ type: 'google_adc' }] }))).toBeUndefined();
  expect(readmeEdit(forgecodeView({ targets: { forgecode: { readme: false } } }))).toBeUndefined();
});

it('The README block sets the required URL parameters before the key, with the first option or a placeholder', () => {
  const parameters = [
    { name: 'REGION', options: ['eu', 'us'] },
    { name: 'ACCOUNT' },
    { name: 'PORT', optional: true },
    { name: 'STAGE', default: 'prod' },
  ];
  const block = readmeBlock(forgecodeView({ id: 'acme-ai', parameters }));
  expect(block.match(/^[A-Z_]+=.*$/gm)).toEqual(['REGION=eu', 'ACCOUNT=<your_account>', 'ACME_API_KEY=<your_acme_ai_api_key>']);
});
