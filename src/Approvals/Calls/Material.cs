namespace Workflows.Approvals.Calls;

/// <summary>One of the things to hand in.</summary>
/// <param name="Copies">Paper copies, 1 or more; meaningless without paper.</param>
/// <param name="Courier">The courier that the notice names, if any.</param>
/// <param name="Format">File format of the electronic version, e.g. <c>PDF</c>.</param>
public sealed record Material(string Name, bool Electronic, bool Paper, int Copies = 1, string? Courier = null, bool Sealed = false, string? Format = null);

public enum QuotaStrength { Hard, Soft }

/// <summary>At most so many per scope.</summary>
/// <param name="PerScope">What is counted over, e.g. <c>province</c>.</param>
/// <param name="Strength">Soft ("原则上"): the head may go over it with a reason (R34).</param>
public sealed record Quota(string PerScope, int Count, QuotaStrength Strength);

/// <summary>The contact block of a notice: a parameter, so that no person's data is in a chain or in the program (R80, R81).</summary>
public sealed record Contact(string? Name = null, string? Phone = null, string? Email = null, string? Address = null);
