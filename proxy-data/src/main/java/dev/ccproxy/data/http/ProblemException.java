package dev.ccproxy.data.http;

/// Ends a request with a problem.
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /// What to answer.
    public Problem problem() {
        return problem;
    }
}
