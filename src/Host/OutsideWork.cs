namespace Workflows.Host;

/// <summary>
/// Queued work that reaches outside, and therefore is not done inside a unit of work: <paramref name="Begin"/> claims the row of that id, so that it is not due
/// for a while, and sees to the rest by itself.
/// </summary>
public sealed record OutsideWork(string Kind, Func<string, CancellationToken, Task> Begin);
