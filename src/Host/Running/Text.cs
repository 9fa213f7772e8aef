namespace Workflows.Host.Running;

/// <summary>Names the texts of this folder's page.</summary>
public sealed class Text;
