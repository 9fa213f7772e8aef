namespace Workflows.Host.Stuck;

/// <summary>Names the texts of this folder's page.</summary>
public sealed class Text;
