namespace Workflows.Host.Jobs;

/// <summary>Names the texts of this folder's pages.</summary>
public sealed class Text;
