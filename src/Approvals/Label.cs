namespace Workflows.Approvals;

/// <summary>A text that people read, in both languages of the product.</summary>
public sealed record Label(string Zh, string En);
