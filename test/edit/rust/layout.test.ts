import { describe, expect, it } from 'vitest';
import { rustArm, rustConst } from '../../../src/edit/rust/layout.js';
import { render } from '../../../src/edit/templates/render.js';

describe('the layout of generated Rust', () => {
  const config = (fields: object): string =>
    render('forgecode/test-config.rs', {
      lower: 'x',
      ident: 'X',
      constant: 'ProviderId::X',
      envValue: 'None',
      parameterNames: [],
      responseValue: 'None',
      urlLiteral: '"u"',
      modelsUrl: undefined,
      model: undefined,
      ...fields,
    });

  it.each([
    ['a find chain up to 6 characters of the constant', { constant: `ProviderId::${'A'.repeat(6)}` }, true, 'configs.iter().find('],
    ['a find chain from 7', { constant: `ProviderId::${'A'.repeat(7)}` }, false, 'configs.iter().find('],
    ['a variable of 19 characters', { envValue: `Some("${'A'.repeat(19)}".to_string())` }, true, 'assert_eq!(config.api_key_vars, Some'],
    ['a variable of 20', { envValue: `Some("${'A'.repeat(20)}".to_string())` }, false, 'assert_eq!(config.api_key_vars, Some'],
    ['a URL of 37 characters', { urlLiteral: `"${'u'.repeat(37)}"` }, true, 'assert_eq!(config.url.as_str(), "'],
    ['a URL of 38', { urlLiteral: `"${'u'.repeat(38)}"` }, false, 'assert_eq!(config.url.as_str(), "'],
  ])('wraps %s like rustfmt', (_, fields, oneLine, text) => {
    expect(config(fields).includes(text)).toBe(oneLine);
  });

  it('keeps a constant of up to 20 characters, and an arm up to column 100, on one line', () => {
    const constant = (name: string): string => rustConst(name, 'ProviderId', `ProviderId(Cow::Borrowed("${name.toLowerCase()}"))`);
    expect(constant('A'.repeat(20))).not.toContain('\n');
    expect(constant('A'.repeat(21))).toContain('=\n    ProviderId(');
    expect(rustArm('"id"', 'x'.repeat(79), 12)).not.toContain('\n');
    expect(rustArm('"id"', 'x'.repeat(80), 12)).toBe(`"id" => {\n    ${'x'.repeat(80)}\n}`);
  });
});
