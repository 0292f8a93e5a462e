import type { ProblemCode, StatementEvent, StatementProblem } from './statement.ts';

const PROBLEMS_TOLD = 1000;

export const problem = (
  severity: StatementProblem['severity'],
  line: number,
  code: ProblemCode,
  message: string,
  params: StatementProblem['params'] = {},
): StatementEvent => ({ kind: 'problem', problem: { line, code, params, message, severity } });

/** Passes on the first thousand problems; one last says how many more there were. */
export async function* limitProblems(
  events: AsyncIterable<StatementEvent>,
): AsyncGenerator<StatementEvent> {
  let told = 0;
  let untold = 0;
  let lastLine = 0;
  for await (const event of events) {
    if (event.kind === 'problem') {
      lastLine = event.problem.line;
      told += 1;
      if (told > PROBLEMS_TOLD) {
        untold += 1;
        continue;
      }
    }
    yield event;
  }
  if (untold > 0) {
    yield problem('error', lastLine, 'more_problems', `And ${untold} more problems.`, {
      count: untold,
    });
  }
}
