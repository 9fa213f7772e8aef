namespace Workflows.Host.Verify;

/// <summary>Names the texts of this folder's pages.</summary>
public sealed class Text;
