using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Communities;

/// <summary>What the unit of an exit's case leaves: the project or its community.</summary>
public static class ExitScope
{
    /// <summary>As its form (F-13) says, or as the activity that triggered it gave; the project when neither does.</summary>
    public static GatheringScope Of(Case item)
    {
        var said = item.Forms.OrderBy(f => f.At).ThenBy(f => f.Revision).Select(f => f.Content["scope"]?.ToString()).LastOrDefault(s => s is not null) ?? item.Parameters["scope"]?.ToString();
        return Enum.TryParse<GatheringScope>(said, ignoreCase: true, out var scope) ? scope : GatheringScope.Project;
    }
}
