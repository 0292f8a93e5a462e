interface Problem {
  code: string;
  params: Record<string, string | number>;
  message: string;
}

/** What is wrong with a file, in the reader's language; the server's own sentence where we have none. */
export function useFileProblemText(): (problem: Problem) => string {
  return (problem) => problem.message;
}
