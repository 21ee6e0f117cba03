import { loadWorkflows } from '@tiepdan/workflow';
import { ASSUMED_MARK } from './markdown';
import { workflowsPage } from './workflows-page';

const { content } = workflowsPage('libs/law/data');
const machines = [...loadWorkflows('libs/law/data').machines.values()];
const sections = content.split(/^## /m).slice(1);
const sectionOf = (code: string) => sections.find((section) => section.includes(`\n\`${code}\` ·`))!;

describe('the page of procedures', () => {
  it.each(machines.map((machine) => [machine.code, machine] as const))(
    'draws %s with nothing that the drawing language could misread, and no arrow from or to a state it does not name',
    (code) => {
      const [, drawing = ''] = /```mermaid\n([^`]*)```/.exec(sectionOf(code))!;
      const [first, ...lines] = drawing.trimEnd().split('\n');
      expect(first).toBe('stateDiagram-v2');
      const named = lines.flatMap((line) => /^ {2}state "[^"]+" as ([A-Z_]+)$/.exec(line)?.[1] ?? []);
      const arrows = lines.slice(named.length);
      expect(named.length).toBeGreaterThan(0);
      for (const line of arrows) {
        const [, from, to] = /^ {2}(\[\*\]|[A-Z_]+) --> (\[\*\]|[A-Z_]+)(?: : [^":;#]+)?$/.exec(line) ?? [line];
        for (const end of [from, to]) expect([line, [...named, '[*]'].includes(end!)]).toEqual([line, true]);
      }
    },
  );

  it.each(machines.map(({ code, transitions, states }) => [code, transitions, states] as const))(
    'has each state and each step of %s in a line of its own, marked where its source was not read',
    (code, transitions, states) => {
      const lines = sectionOf(code).split('\n');
      const own = [...states, ...transitions].filter((entry) => entry.machines.includes(code));
      const rows = lines.filter(
        (line) => line.startsWith('| ') && !/· /.test(line.split('|')[1]!) && !line.startsWith('| ---'),
      );
      expect(rows).toHaveLength(own.length);
      const marked = rows.filter((line) => line.split(' | ').at(-1)!.startsWith(ASSUMED_MARK));
      expect(marked).toHaveLength(own.filter(({ evidence }) => evidence === 'ASSUMED').length);
    },
  );
});
